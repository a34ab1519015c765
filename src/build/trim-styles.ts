import { keyOf, makeOnce, type Kept } from './kept.ts';
import type { Use } from './sheet.ts';

/** What scripts add to a page, and variables of the sheets they load later: their styles stay though no built page uses them. */
const USED_BY_SCRIPT = [
  ...['note', 'button', 'noprint', 'open', 'aria-current', 'data-theme', 'js', 'slow', 'first'],
  ...['card', 'hit-title', 'label', 'link', 'sr-only', 'strong', 'ol', 'li', 'h2', 'h3', 'input', 'summary', 'select'],
  ...['output', 'tap', 'mark'],
  ...['--ink', '--soft', '--paper', '--wash', '--rule', '--stroke', '--line', '--on-line', '--focus'],
];
/** Tailwind’s registration of its own variables, and what stands in for it in old engines. */
const REGISTRATION = /@layer properties\{@supports[^{]*\{[^{}]*\{[^{}]*\}\}\}|@property --tw-[^{]*\{[^}]*\}|\n/g;
/** As Astro links a sheet; one for some media alone stays a file. */
const SHEET_LINK = /<link rel="stylesheet" href="([^"]+)">/g;

/** Reads the use of a page from its tags, each thing once, those that `counts` says no to left out. */
function readUse(html: string, counts: (word: string) => boolean): Use {
  const use = {
    tags: new Set<string>(),
    classes: new Set<string>(),
    ids: new Set<string>(),
    names: new Set<string>(),
    values: new Set<string>(),
  };
  // A page repeats most of its tags.
  for (const tag of new Set(html.match(/<[a-z][^>]*>/g))) {
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

/** A number of 16 bits for three characters in a row. */
const numberOf = (text: string, at: number): number =>
  (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & 0xffff;

/**
 * Tells whether a word stands anywhere in a text. Most words of a page have three characters in a row that a sheet has
 * nowhere: to look for each of them in all of the sheet takes as long as to trim it.
 */
export function makeFinder(text: string): (word: string) => boolean {
  const known = new Uint8Array(0x10000);
  for (let at = 0; at + 2 < text.length; at += 1) known[numberOf(text, at)] = 1;
  return (word) => {
    for (let at = 0; at + 2 < word.length; at += 1) if (known[numberOf(word, at)] === 0) return false;
    return text.includes(word);
  };
}

/**
 * Tells which words of a page a sheet could ask for. A word that stands nowhere in the sheet, and has no value in it that
 * the sheet looks for, changes nothing. CSS writes a digit at the start of a name as a number: such words always count.
 */
function makeFilter(sheet: string): (word: string) => boolean {
  const plain = sheet.replaceAll('\\', '');
  const values = [...new Set([...plain.matchAll(PART_OF_ATTRIBUTE)].map((match) => match[1] ?? ''))];
  const stands = makeFinder(plain);
  const known = new Map<string, boolean>();
  return (word) => {
    const kept = known.get(word);
    if (kept !== undefined) return kept;
    const counts = /^\d/.test(word) || stands(word) || values.some((value) => word.includes(value));
    known.set(word, counts);
    return counts;
  };
}

/** Trims the sheets of a page. What reads them is loaded where it is needed: most builds have trimmed the same before. */
async function trimSheets(sheets: readonly string[], use: Use, variables: readonly string[]): Promise<string> {
  const { readSheets } = await import('./sheet.ts');
  const trim = readSheets(
    sheets.map((css) => css.replace(REGISTRATION, '')),
    USED_BY_SCRIPT,
  );
  return trim(use, variables);
}

/** Reads a sheet before there are pages. */
export async function prepareTrimming(css: string): Promise<void> {
  await trimSheets([css], { tags: [], classes: [], ids: [], names: [], values: [] }, []);
}

/** Takes what builds before have trimmed, where they have. */
function trimOnce({ store, program }: Kept, ...what: Parameters<typeof trimSheets>): Promise<string> {
  return makeOnce(store, keyOf(program, JSON.stringify(what)), () => trimSheets(...what));
}

/** Addresses of the sheets a page links to. */
export const listSheets = (html: string): string[] => [...html.matchAll(SHEET_LINK)].map(([, href = '']) => href);

/** The sheets that a page links to. */
interface Sheets {
  css: readonly string[];
  /** Whether a word of a page could change what is left of it */
  isAskedFor: (word: string) => boolean;
}

/**
 * Puts into a page, for its links to sheets, only what it can use of them, so that it does not carry the styles of others.
 * Each function made here remembers what it has trimmed: most pages of a kind use the same words of the same sheet.
 * @param read gives the sheet at an address
 */
export function makeTrimmer(kept: Kept, read: (href: string) => string): (html: string) => Promise<string> {
  const sheets = new Map<string, Sheets>();
  const sheetsMade = new Map<string, Promise<string>>();
  const open = (hrefs: readonly string[]): Sheets => {
    const css = hrefs.map(read);
    return { css, isAskedFor: makeFilter(css.join('\n')) };
  };
  return async (html) => {
    const hrefs = listSheets(html);
    if (hrefs.length === 0) return html;
    const own = sheets.get(hrefs.join(' ')) ?? open(hrefs);
    sheets.set(hrefs.join(' '), own);
    const use = readUse(html, own.isAskedFor);
    // A drawing names its colours in attributes.
    const usedByDrawings = [...new Set(html.match(/(?<=="var\()--[\w-]+/g))].sort();
    const key = JSON.stringify([hrefs, use, usedByDrawings]);
    const made = sheetsMade.get(key) ?? trimOnce(kept, own.css, use, usedByDrawings);
    sheetsMade.set(key, made);
    const css = await made;
    return html.replace(SHEET_LINK, (_, href: string) => (href === hrefs[0] ? `<style>${css}</style>` : ''));
  };
}
