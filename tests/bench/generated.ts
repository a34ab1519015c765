import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Page } from './peers.ts';

/** A made-up article: what the guide and its peers write it from. */
export interface Article extends Page {
  part: string;
  order: number;
  /** Ids of terms and sources it names. */
  terms: string[];
  sources: string[];
  /** Addresses it leads to. */
  related: string[];
  /** Body for the guide, in MDX. */
  mdx: string;
}

const PARTS = ['foundations', 'mindset', 'start', 'career', 'about'];
const SECTIONS = 6;
const FOLDER = 'content/articles/foundations';

/** Numbers from 0 to 1 that look like chance and are the same for the same seed (mulberry32). */
function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const readIds = (list: string): string[] =>
  (load(readFileSync(`content/${list}.yaml`, 'utf8')) as { id: string }[]).map(({ id }) => id);

/** The guide's own words, so that pages weigh and compress as prose does. */
function readWords(): string[] {
  const text = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  return [...new Set(text.join(' ').match(/\b[a-z]{2,12}\b/g))].sort();
}

/** Makes articles of some 1,000 words each, with lists, tables, terms, sources and links; the same for the same count. */
export function makeArticles(count: number): Article[] {
  const [words, terms, sources] = [readWords(), readIds('terms'), readIds('sources')];
  const addressOf = (index: number): string =>
    `/${PARTS[index % PARTS.length] ?? ''}/generated-${String(index).padStart(4, '0')}/`;
  return Array.from({ length: count }, (_, index) => {
    const chance = makeChance(index + 1);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
    const some = (length: number): string => Array.from({ length }, () => pick(words)).join(' ');
    const sentence = (length = 8 + Math.floor(chance() * 14)): string => {
      const text = some(length);
      return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
    };
    const paragraph = (): string => Array.from({ length: 4 }, () => sentence()).join(' ');
    const own = { terms: [pick(terms), pick(terms)], sources: [pick(sources)] };
    const related = [0, 1, 2].map(() => addressOf(Math.floor(chance() * count)));
    const body = Array.from({ length: SECTIONS }, (_one, section) => {
      const list = Array.from({ length: 4 }, () => `- ${sentence(9)}`).join('\n');
      const row = (): string => `| ${[some(2), some(5), some(5)].join(' | ')} |`;
      const table = [row(), '| --- | --- | --- |', row(), row(), row(), row()].join('\n');
      const link = `See [${some(3)}](${related[section % 3] ?? ''}) and <T id="${own.terms[section % 2] ?? ''}">${some(2)}</T>. <Cite id="${own.sources[0] ?? ''}" />`;
      const title = `${sentence(4).slice(0, -1)}`;
      return `## ${title} {#section-${String(section)}}\n\n${paragraph()}\n\n${section % 2 ? list : table}\n\n${paragraph()} ${link}`;
    }).join('\n\n');
    return {
      ...own,
      address: addressOf(index),
      part: PARTS[index % PARTS.length] ?? '',
      order: index,
      title: `${sentence(3).slice(0, -1)} ${String(index)}`,
      description: sentence(30).slice(0, 150).padEnd(80, '.'),
      related,
      mdx: body,
      // A peer's Markdown knows neither ids of headings nor our blocks: their words stay.
      markdown: body
        .replace(/ \{#[\w-]+\}/g, '')
        .replace(/<T [^>]*>|<\/T>/g, '')
        .replace(/<Cite[^>]*>/g, '(source)'),
    };
  });
}
