import { readFileSync } from 'node:fs';
import { listHtml, readBuiltPages, type BuiltPages } from '../src/build/built-pages.ts';

/** A page of the built site. */
export interface Page {
  address: string;
  html: string;
}

/** Every page of a build, in a fixed order. */
export function readPages(dist: string): Page[] {
  const addresses = [...readBuiltPages(dist).keys()];
  return listHtml(dist).map((path, index) => ({ address: addresses[index] ?? '', html: readFileSync(path, 'utf8') }));
}

/** The words a reader sees in a piece of HTML, tags, drawings and section links left out. */
export function visibleText(html: string): string {
  return html
    .replace(/<(script|style|svg|math)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<a class="anchor"[^>]*>#<\/a>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&#39;/g, '’')
    .replace(/\s+/g, ' ')
    .trim();
}

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;
}

/** What the first group of a pattern finds, each time. */
export const all = (pattern: RegExp, html: string): string[] =>
  [...html.matchAll(pattern)].map((match) => match[1] ?? '');

export const ROLES = ['new-media', 'user', 'product', 'content', 'community', 'event'];

/** One page of each kind: what the browser tests look at. */
export const PAGE_TYPES = [
  '/',
  '/roles/',
  '/roles/user/',
  '/roles/event/',
  '/foundations/',
  '/foundations/aarrr/',
  '/mindset/efficiency/',
  '/career/ladder/',
  '/start/portfolio/',
  '/skills/',
  '/skills/segmentation/',
  '/glossary/',
  '/metrics/',
  '/templates/',
  '/templates/run-of-show/',
  '/about/sources/',
  '/search/',
  '/404.html',
] as const;

export type { BuiltPages };
