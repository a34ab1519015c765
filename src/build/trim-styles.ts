import { keyOf, makeOnce, type Kept } from './kept.ts';

/** What scripts add to a page: its styles stay although nothing on the built page uses them. */
const ADDED_BY_SCRIPT = [
  ...['note', 'button', 'noprint', 'open', 'aria-current', 'data-theme', 'js', 'slow', 'first'],
  ...['card', 'hit-title', 'label', 'link', 'sr-only', 'strong', 'ol', 'li', 'h2', 'h3', 'input', 'summary', 'select'],
  ...['output', 'tap', 'mark'],
];
/** What the sheets that scripts load later draw with. */
const USED_BY_SCRIPT = ['ink', 'soft', 'paper', 'wash', 'rule', 'stroke', 'line', 'on-line', 'focus'].map(
  (name) => `--${name}`,
);
/** Tailwind’s registration of its own variables, what stands in for it in old engines, and what trimming leaves empty. */
const REGISTRATION =
  /@layer properties\{@supports[^{]*\{[^{}]*\{[^{}]*\}\}\}|@property --tw-[^{]*\{[^}]*\}|@layer theme\{:root\{\}\}|\n/g;
const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;

/** What a page has that a selector can name, each of its kind: a table on the page is no use of the class "table". */
interface Use {
  tags: string[];
  classes: string[];
  ids: string[];
  names: string[];
  values: string[];
}

/** Reads the use of a page from its tags, each thing once, those that `counts` says no to left out. */
function readUse(html: string, counts: (word: string) => boolean): Use {
  const use = {
    tags: new Set<string>(),
    classes: new Set<string>(),
    ids: new Set<string>(),
    names: new Set<string>(),
    values: new Set<string>(),
  };
  for (const tag of html.replace(STYLE, '').match(/<[a-z][^>]*>/g) ?? []) {
    use.tags.add(/[\w-]+/.exec(tag)?.[0] ?? '');
    for (const [, name = '', value = ''] of tag.matchAll(/\s([\w:-]+)(?:="([^"]*)")?/g)) {
      use.names.add(name);
      use.values.add(value);
      if (name === 'class') for (const one of value.split(/\s+/)) use.classes.add(one);
      if (name === 'id') use.ids.add(value);
    }
  }
  const list = (words: Set<string>): string[] => [...words].filter(counts).sort();
  return {
    tags: list(use.tags),
    classes: list(use.classes),
    ids: list(use.ids),
    names: list(use.names),
    values: list(use.values),
  };
}

/** What a selector looks for within an attribute: http in [href^="http"] */
const PART_OF_ATTRIBUTE = /\[[\w-]+[~|^$*]=["']?([^"'\]]+)/g;

/**
 * Tells which words of a page a sheet could ask for. A word that stands nowhere in the sheet, and has no value in it that
 * the sheet looks for, changes nothing. CSS writes a digit at the start of a name as a number: such words always count.
 */
function makeFilter(sheet: string): (word: string) => boolean {
  const plain = sheet.replaceAll('\\', '');
  const values = [...new Set([...plain.matchAll(PART_OF_ATTRIBUTE)].map((match) => match[1] ?? ''))];
  const known = new Map<string, boolean>();
  return (word) => {
    const kept = known.get(word);
    if (kept !== undefined) return kept;
    const counts = /^\d/.test(word) || plain.includes(word) || values.some((value) => word.includes(value));
    known.set(word, counts);
    return counts;
  };
}

/** What trims: to load it takes longer than to take what builds before have trimmed. */
export const loadTrimming = () => import('purgecss');

/** Trims a sheet to what a page uses. */
async function trimSheet(sheet: string, use: Use, variables: readonly string[]): Promise<string> {
  const { tags, classes, ids, names, values } = use;
  const { PurgeCSS } = await loadTrimming();
  const trimmed = await new PurgeCSS().purge({
    content: [{ raw: 'page', extension: 'html' }],
    css: [{ raw: sheet }],
    safelist: { standard: ADDED_BY_SCRIPT, variables: [...USED_BY_SCRIPT, ...variables] },
    variables: true,
    defaultExtractor: () => ({ tags, classes, ids, attributes: { names, values }, undetermined: [] }),
  });
  return (trimmed[0]?.css ?? '').replace(/\/\*![\s\S]*?\*\//g, '').replace(REGISTRATION, '');
}

/** Takes what builds before have trimmed, where they have. */
function trimOnce({ store, program }: Kept, ...what: Parameters<typeof trimSheet>): Promise<string> {
  return makeOnce(store, keyOf(program, JSON.stringify(what)), () => trimSheet(...what));
}

/**
 * Leaves in a page's own sheet only what the page can use, so that a page does not carry the styles of the others.
 * Each function made here remembers what it has trimmed: most pages of a kind use the same words of the same sheet.
 */
export function makeTrimmer(kept: Kept): (html: string) => Promise<string> {
  const filters = new Map<string, ReturnType<typeof makeFilter>>();
  const sheetsMade = new Map<string, Promise<string>>();
  return async (html) => {
    const sheets = [...html.matchAll(STYLE)].map((match) => match[1] ?? '');
    if (sheets.length === 0) return html;
    const sheet = sheets.join('\n');
    const isAskedFor = filters.get(sheet) ?? makeFilter(sheet);
    filters.set(sheet, isAskedFor);
    const use = readUse(html, isAskedFor);
    // A drawing names its colours in attributes, where PurgeCSS does not look for variables.
    const usedByDrawings = [...new Set(html.match(/(?<=="var\()--[\w-]+/g))].sort();
    const key = JSON.stringify([sheet, use, usedByDrawings]);
    const made = sheetsMade.get(key) ?? trimOnce(kept, sheet, use, usedByDrawings);
    sheetsMade.set(key, made);
    const css = await made;
    let first = true;
    return html.replace(STYLE, () => {
      const tag = first ? `<style>${css}</style>` : '';
      first = false;
      return tag;
    });
  };
}
