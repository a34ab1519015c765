import { glob, readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Item } from '../../src/search/lexicon.ts';
import { keyOf, toWords } from '../../src/search/text.ts';
import { readLists, WORD_LISTS } from '../../src/search/word-lists.ts';
import { findPlace, isMiss, measure, type Run } from './figures.ts';
import { openSearch, readQueries, type Search } from './run.ts';
import { makeRandom, misspell, SLIPS } from './typos.ts';

/** Lowest values the search may have. Raise them when it gets better; never lower them to let a change through. */
const FLOORS = { mrr: 0.93, first: 0.88, zero: 1, typos: 0.95 };
const HALVES = [1, 2] as const;

let search: Search;
let runs: Run[];

beforeAll(async () => {
  search = await openSearch(inject('dist'));
  runs = [];
  for (const query of await readQueries()) {
    const shown = await search.show(query.q);
    runs.push({ ...query, shown, place: findPlace(query, shown) });
  }
});

const table = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(' | ')).join('\n');

function figureRow(name: string, list: readonly Run[]): string[] {
  const { mrr, first, third, zero } = measure(list);
  return [
    name.padEnd(14),
    String(list.length).padStart(3),
    ...[mrr, first, third, zero].map((figure) => figure.toFixed(3)),
  ];
}

function missRow({ half, kind, q, place, shown: { answer, addresses } }: Run): string[] {
  const { corrected, unknown } = answer.query;
  const read = [...corrected.map((pair) => pair.join(' → ')), ...unknown.map((word) => `${word} unknown`)].join(', ');
  return [
    String(half),
    kind,
    q,
    place ? `place ${String(place)}` : '–',
    read,
    addresses.slice(0, 3).join('  ') || '(nothing)',
  ];
}

describe('judged queries', () => {
  test('are printed with every miss', () => {
    const head = ['half or kind  ', '  n', 'MRR  ', 'S@1  ', 'S@3  ', 'zero'];
    const kinds = [...new Set(runs.map(({ kind }) => kind))];
    console.log(
      table([
        head,
        ...HALVES.map((half) =>
          figureRow(
            `half ${String(half)}`,
            runs.filter((run) => run.half === half),
          ),
        ),
        figureRow('both', runs),
        ...kinds.map((kind) =>
          figureRow(
            kind,
            runs.filter((run) => run.kind === kind),
          ),
        ),
      ]),
    );
    console.log(
      `Misses: half | kind | query | place | read as | first three\n${table(runs.filter(isMiss).map(missRow))}`,
    );
    expect(runs.length).toBeGreaterThanOrEqual(180);
  });

  test('are judged against addresses that exist', async () => {
    const addresses = new Set(runs.flatMap(({ answers }) => answers.map(({ address }) => address)));
    const lost: string[] = [];
    for (const address of addresses) {
      const [path = '', id] = address.split('#');
      const html = await readFile(`${inject('dist')}${path}index.html`, 'utf8').catch(() => '');
      if (html === '' || (id !== undefined && !html.includes(` id="${id}"`))) lost.push(address);
    }
    expect(lost).toEqual([]);
  });

  // Half 1 was looked at while the search was made, half 2 was not: both are printed, and the floor is for all of them.
  test('find a right section first, or near the top', () => {
    const { mrr, first } = measure(runs);
    expect.soft(mrr, 'MRR@10').toBeGreaterThanOrEqual(FLOORS.mrr);
    expect.soft(first, 'success@1').toBeGreaterThanOrEqual(FLOORS.first);
  });

  test.each(HALVES)('of half %i find nothing where the guide has nothing', (half) => {
    const { zero } = measure(runs.filter((run) => run.half === half));
    expect(zero).toBe(FLOORS.zero);
  });

  test('never call the full text broken', () => {
    expect(runs.filter(({ shown }) => shown.answer.missing).map(({ q }) => q)).toEqual([]);
  });
});

interface Term {
  id: string;
  term: string;
  abbr?: string;
  zh: string;
  pinyin: string;
  aliases?: string[];
  section?: string;
}

/** Pinyin is typed with and without spaces. */
const joined = (name: string): string => keyOf(name).replaceAll(' ', '');

test('every name of a glossary term leads to the term first', async () => {
  const terms = load(await readFile('content/terms.yaml', 'utf8')) as Term[];
  const carries = ({ title, names, pinyin = '' }: Item, name: string): boolean =>
    [title, ...names, pinyin].some((one) => joined(one) === joined(name));
  const asked = terms.flatMap(({ id, section, term, abbr, zh, pinyin, aliases = [] }) =>
    [term, zh, pinyin, joined(pinyin), ...(abbr ? [abbr] : []), ...aliases].map((name) => ({ id, section, name })),
  );
  const misses = asked.flatMap(({ id, section, name }) => {
    const [first] = search.showNames(name);
    const isRight = first && ([`/glossary/#${id}`, section].includes(first.address) || carries(first, name));
    return isRight ? [] : [[id, name, first?.address ?? '(nothing)']];
  });
  console.log(
    `Names of terms: ${String(asked.length - misses.length)} of ${String(asked.length)} lead to the term first\n${table(misses)}`,
  );
  expect(misses).toEqual([]);
});

/** Every word that stands anywhere in the content. */
async function readContentWords(): Promise<Set<string>> {
  const words = new Set<string>();
  for await (const path of glob('content/**/*.{mdx,yaml}')) {
    for (const word of toWords(await readFile(path, 'utf8'))) words.add(word);
  }
  return words;
}

test('a thousand misspelt words find what they meant among the first three', async () => {
  const written = await readContentWords();
  const random = makeRandom(20261122);
  const { isSubject, comparison } = readLists(WORD_LISTS);
  const isCommon = (word: string): boolean => /^[a-z]{5,}$/.test(word) && isSubject(word) && !comparison.has(word);
  const words = [...new Set(search.items.flatMap(({ title }) => toWords(title)).filter(isCommon))].sort();
  const means = ({ title, names, page }: Item, word: string): boolean =>
    toWords([title, ...names, page].join(' ')).includes(word);
  const typos: [word: string, typo: string][] = [];
  while (typos.length < 1000) {
    const word = words[Math.floor(random() * words.length)] ?? '';
    const slip = SLIPS[typos.length % SLIPS.length] ?? 'drop';
    const typo = misspell(word, slip, random);
    // A slip that makes another word of the guide is not a misspelling.
    if (typo !== word && !written.has(typo)) typos.push([word, typo]);
  }
  const misses = typos.filter(
    ([word, typo]) =>
      !search
        .showNames(typo)
        .slice(0, 3)
        .some((item) => means(item, word)),
  );
  const share = 1 - misses.length / typos.length;
  console.log(
    `Misspelt words: ${(100 * share).toFixed(1)} % found\n${table(misses.map(([word, typo]) => [word, typo, search.showNames(typo)[0]?.title ?? '(nothing)']))}`,
  );
  expect(share).toBeGreaterThanOrEqual(FLOORS.typos);
});
