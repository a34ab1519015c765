/**
 * Compares our search with stock Pagefind and with MiniSearch as VitePress sets it: what they find, what they send, how
 * long the first results take. It says so, it does not judge: floors and budgets are in the tests.
 * Read it with care. The queries were judged for this guide, and half 1 was looked at while our search was made.
 * Pagefind is asked as it comes over the index of the site, which leaves the glossary out; MiniSearch has the glossary.
 * Pagefind runs without its worker (11 kB more), which the site does not carry, and from files packed like ours, which is
 * 16 kB less than it sends as it comes.
 * npm run bench:search [folder of a build, dist when left out; built first where there is none]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBrowser, launch } from '../browser.ts';
import { findPlace, measure, type Judged } from '../search/figures.ts';
import { openSearch, readQueries, type JudgedQuery } from '../search/run.ts';
import { openMiniSearch, openStock, type Ask } from './engines.ts';
import { readSections } from './sections.ts';
import { kilobytes, layOut, say } from './table.ts';
import { measureTravel, type Travel, type Wait } from './travel.ts';

/** The first and the second query whose bytes are counted: a name, then words of which each is in a part of its own. */
const QUERIES = ['retention', 'held-out group'] as const;

async function judge(queries: readonly JudgedQuery[], ask: Ask): Promise<Judged[]> {
  const runs: Judged[] = [];
  for (const query of queries) {
    const shown = { addresses: await ask(query.q) };
    runs.push({ ...query, shown, place: findPlace(query, shown) });
  }
  return runs;
}

type Part = readonly [name: string, belongs: (query: JudgedQuery) => boolean];

/** One row for each half, for all queries and for each kind; four figures for each search. */
function tabulateFinds(searches: readonly (readonly [name: string, runs: readonly Judged[]])[]): string {
  const kinds = [...new Set(searches[0]?.[1].map(({ kind }) => kind))];
  const parts: Part[] = [
    ...([1, 2] as const).map((half): Part => [`half ${String(half)}`, (query) => query.half === half]),
    ['all', () => true],
    ...kinds.map((name): Part => [name, ({ kind }) => kind === name]),
  ];
  const figures = (runs: readonly Judged[]): string[] => {
    const { mrr, first, third, zero } = measure(runs);
    const asked = runs.some(({ answers }) => answers.length > 0);
    const unanswerable = runs.some(({ answers }) => answers.length === 0);
    return [...[mrr, first, third].map((one) => (asked ? one.toFixed(3) : '–')), unanswerable ? zero.toFixed(3) : '–'];
  };
  const head = ['', 'n', ...searches.flatMap(([name]) => [`${name} MRR@10`, 'S@1', 'S@3', 'clean zero'])];
  const rows = parts.map(([name, belongs]) => [
    name,
    String(searches[0]?.[1].filter(belongs).length ?? 0),
    ...searches.flatMap(([, runs]) => figures(runs.filter(belongs))),
  ]);
  return layOut([head, ...rows]);
}

function tabulateTravels(travels: readonly Travel[], waits: readonly Wait[]): string {
  const ours = waits[0]?.milliseconds ?? Number.NaN;
  const rows = travels.map(({ name, first, second }, place) => [
    name,
    kilobytes(first.bytes),
    String(first.requests),
    kilobytes(second.bytes),
    String(second.requests),
    `${((waits[place]?.milliseconds ?? Number.NaN) / ours).toFixed(1)} ×`,
  ]);
  return layOut([['', 'first query', 'requests', 'second query', 'requests', 'first results'], ...rows]);
}

const dist = resolve(process.argv[2] ?? 'dist');
if (!existsSync(join(dist, 'pagefind'))) {
  if (process.argv[2]) throw new Error(`There is no built site in ${dist}.`);
  execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], { stdio: 'inherit' });
}

const browser = await launch(await findBrowser());
const folder = mkdtempSync(join(tmpdir(), 'rivals-'));
try {
  const sections = await readSections(dist, browser);
  const queries = await readQueries();
  // Ours first: it makes files readable where the rivals look for them.
  const { show } = await openSearch(dist);
  const finds = [
    ['ours', await judge(queries, async (words) => (await show(words)).addresses)],
    ['Pagefind', await judge(queries, await openStock(dist))],
    ['MiniSearch', await judge(queries, openMiniSearch(sections))],
  ] as const;
  say(`What they find: ${String(queries.length)} judged queries, ${String(sections.length)} sections`, '');
  say(tabulateFinds(finds), '');
  const { travels, waits } = await measureTravel(browser, dist, sections, folder, QUERIES);
  say(`What they send for “${QUERIES[0]}”, then “${QUERIES[1]}”, and the time to the first results on a slow line`, '');
  say(tabulateTravels(travels, waits), '');
  say(
    `1.6 Mbit/s, 150 ms, processor ÷ 4, medians of five; 1.0 × was ${(waits[0]?.milliseconds ?? 0).toFixed(0)} ms here.`,
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
