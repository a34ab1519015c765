import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { PurgeCSS } from 'purgecss';
import { listHtml } from './built-pages.ts';

/** What scripts add to a page: its styles stay although nothing on the built page uses them. */
const ADDED_BY_SCRIPT = [
  ...['note', 'unmark', 'button', 'noprint', 'open', 'aria-current', 'hidden', 'data-theme', 'found', 'mark'],
  ...['card', 'hit-title', 'label', 'link', 'sr-only', 'strong', 'ol', 'li', 'h2', 'h3', 'input', 'summary'],
];
/** What the sheets that scripts load later draw with. */
const USED_BY_SCRIPT = [
  'ink',
  'soft',
  'paper',
  'wash',
  'rule',
  'stroke',
  'line',
  'on-line',
  'focus',
  'mark',
  'text-xs',
  'text-sm',
  'text-base',
].map((name) => `--${name}`);
/** Tailwind’s registration of its own variables, and what stands in for it in old engines. */
const REGISTRATION = /@layer properties\{@supports[^{]*\{[^{}]*\{[^{}]*\}\}\}|@property --tw-[^{]*\{[^}]*\}/g;
const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;

/** The tags of a page without its words, so that a word of the text is not taken for the name of a class. */
function readTags(html: string): string {
  const tags = html.replace(STYLE, '').match(/<[a-z][^>]*>/g) ?? [];
  return tags
    .join('')
    .replace(/\s(?:aria-label|content|alt|title|href|d|viewBox|points)="[^"]*"/g, (attribute) =>
      attribute.replace(/=.*/s, ''),
    );
}

/** Leaves in a page's own sheet only what the page can use, so that a page does not carry the styles of the others. */
export async function trimPage(html: string): Promise<string> {
  const sheets = [...html.matchAll(STYLE)].map((match) => match[1] ?? '');
  if (sheets.length === 0) return html;
  const tags = readTags(html);
  // A drawing names its colours in attributes, where PurgeCSS does not look for variables.
  const usedByDrawings = tags.match(/--[\w-]+(?=\))/g) ?? [];
  const trimmed = await new PurgeCSS().purge({
    content: [{ raw: tags, extension: 'html' }],
    css: [{ raw: sheets.join('\n') }],
    safelist: { standard: ADDED_BY_SCRIPT, variables: [...USED_BY_SCRIPT, ...usedByDrawings] },
    variables: true,
    // Class names as Tailwind writes them, with colons, brackets and the like.
    defaultExtractor: (content) => content.match(/[^<>"'`\s=]+/g) ?? [],
  });
  const css = (trimmed[0]?.css ?? '').replace(/\/\*![\s\S]*?\*\//g, '').replace(REGISTRATION, '');
  let first = true;
  return html.replace(STYLE, () => {
    const tag = first ? `<style>${css}</style>` : '';
    first = false;
    return tag;
  });
}

/** Gives each built page the styles it needs and no others. Stands before harden(), which hashes them. */
export function trimStyles(): AstroIntegration {
  return {
    name: 'trim-styles',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        for (const page of listHtml(fileURLToPath(dir)))
          writeFileSync(page, await trimPage(readFileSync(page, 'utf8')));
      },
    },
  };
}
