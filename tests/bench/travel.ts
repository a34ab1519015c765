import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { minify } from 'vite';
import { compressFile, listText } from '../../src/hosting/compression.ts';
import { countTraffic, servePacked, sumBytes, type Traffic } from '../packed.ts';
import { serveDirectory } from '../server.ts';
import { indexSections, VITEPRESS } from './engines.ts';
import type { Section } from './sections.ts';
import { median } from './table.ts';

/** 1.6 Mbit/s and 150 ms, with a processor a quarter as fast: a cheap phone on a poor line. */
export const SLOW = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
export const SLOWER_PROCESSOR = 4;
const RUNS = 5;

/** One search as a browser meets it. */
interface Rival {
  name: string;
  /** Opens the search on a page that has loaded, asks, and waits until all is drawn. Nothing of it is there before. */
  ask: (page: Page, words: string) => Promise<void>;
  address: string;
  /** Which requests count; left out, all do. */
  counts?: (path: string) => boolean;
  /** What is waited for: the first result, or the first from the text. */
  drawn?: 'text';
}

/** Bytes and requests of a first and a second query. */
export interface Travel {
  name: string;
  first: { bytes: number; requests: number };
  second: { bytes: number; requests: number };
}

export interface Wait {
  name: string;
  /** Median from the first key to the first results, in milliseconds. */
  milliseconds: number;
}

const PAGE = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Rival</title><link rel="icon" href="data:,"><ol></ol><script type="module" src="${script}"></script></html>`;

/** Both rivals load on the first question, as ours does, and draw five pages or sixteen sections, as they come. */
const STOCK = `let pagefind;
globalThis.ask = async (words) => {
  pagefind ??= import('/pagefind/pagefind.js').then(async (it) => (await it.options({ noWorker: true }), it));
  const { results } = await (await pagefind).search(words);
  const pages = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  draw(pages.flatMap(({ sub_results }) => sub_results.slice(0, 3)).map(({ url, title }) => [url, title]));
};
`;
const MINISEARCH = `let index;
globalThis.ask = async (words) => {
  index ??= Promise.all([import('/minisearch.js'), fetch('/INDEX').then((answer) => answer.text())]).then(
    ([{ default: MiniSearch }, json]) => MiniSearch.loadJSON(json, ${JSON.stringify(VITEPRESS)}),
  );
  draw((await index).search(words).slice(0, 16).map(({ id, title }) => [id, title]));
};
`;
const DRAW = `function draw(list) {
  document.querySelector('ol').replaceChildren(...list.map(([href, title]) => {
    const link = Object.assign(document.createElement('a'), { href, textContent: title });
    const item = document.createElement('li');
    item.append(link);
    return item;
  }));
}
`;

/** Lays out a site with the rivals, packed like ours. */
async function layOutRivals(dist: string, sections: readonly Section[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  cpSync(join(dist, 'pagefind'), join(folder, 'pagefind'), { recursive: true });
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  const library = readFileSync(fileURLToPath(import.meta.resolve('minisearch')), 'utf8');
  write('minisearch.js', (await minify('minisearch.js', library, { module: true })).code);
  write('stock.js', DRAW + STOCK);
  write('stock.html', PAGE('stock.js'));
  for (const [name, storeText] of [
    ['titles', false],
    ['texts', true],
  ] as const) {
    write(`${name}.json`, JSON.stringify(indexSections(sections, storeText)));
    write(`${name}.js`, DRAW + MINISEARCH.replace('INDEX', `${name}.json`));
    write(`${name}.html`, PAGE(`${name}.js`));
  }
  await Promise.all(listText(folder).map((path) => compressFile(path)));
}

/** Opens our dialog and types, all at once, so that what is measured does not depend on who types. */
async function askOurs(page: Page, words: string): Promise<void> {
  const input = page.locator('dialog[open] input');
  if ((await input.count()) > 0) {
    await page.locator('dialog [data-search-results]').evaluate((results) => delete results.dataset['state']);
    await input.fill(words);
  } else {
    await page.evaluate((text) => {
      dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true }));
      for (const key of text) dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    }, words);
  }
  await page.locator('dialog [data-state=done]').waitFor();
}

const askRival = (page: Page, words: string): Promise<void> =>
  page.evaluate((text) => (globalThis as unknown as { ask: (words: string) => Promise<void> }).ask(text), words);

const isFullText = (path: string): boolean => path.startsWith('/pagefind/');

/** Waits are given up to this many milliseconds. */
const LIMIT = 30_000;

/** Runs in the page: notes when a question is asked and when the first result is drawn. */
function watch(): void {
  const marks: Record<string, number> = {};
  Object.assign(globalThis, { marks });
  addEventListener('keydown', () => (marks['asked'] ??= performance.now()), true);
  const note = (name: string, selector: string): void => {
    if (document.querySelector(selector)) marks[name] ??= performance.now();
  };
  new MutationObserver(() => {
    note('first', ':is(dialog [data-search-results], body > ol) a');
    note('text', 'dialog [data-state=done] a');
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-state'] });
}

async function waitOnce(browser: Browser, rival: Rival, words: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT);
  await page.addInitScript(watch);
  await page.goto(rival.address, { waitUntil: 'networkidle' });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
  if (rival.ask === askRival) await page.evaluate(() => dispatchEvent(new Event('keydown')));
  await rival.ask(page, words);
  const marks = await page.evaluate(() => (globalThis as unknown as { marks: Record<string, number> }).marks);
  await context.close();
  return (marks[rival.drawn ?? 'first'] ?? Number.NaN) - (marks['asked'] ?? Number.NaN);
}

async function travelOnce(browser: Browser, rival: Rival, words: readonly [string, string]): Promise<Travel> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(rival.address, { waitUntil: 'networkidle' });
  const sums: Travel['first'][] = [];
  for (const query of words) {
    const end = countTraffic(page);
    await rival.ask(page, query);
    const counted: Traffic[] = (await end()).filter(({ path }) => rival.counts?.(path) ?? true);
    sums.push({ bytes: sumBytes(counted), requests: counted.length });
  }
  await context.close();
  const [first, second] = sums;
  if (!first || !second) throw new Error('two queries give two sums');
  return { name: rival.name, first, second };
}

/** Measures what each search sends for two queries, and how long the first results of the first take on a slow line. */
export async function measureTravel(
  browser: Browser,
  dist: string,
  sections: readonly Section[],
  folder: string,
  words: readonly [string, string],
): Promise<{ travels: Travel[]; waits: Wait[] }> {
  await layOutRivals(dist, sections, folder);
  const ours = await serveDirectory(dist, '/', servePacked(dist, '/'));
  const theirs = await serveDirectory(folder, '/', servePacked(folder, '/'));
  const address = `${ours.origin}/roles/user/`;
  const rivals: Rival[] = [
    { name: 'ours, titles and terms', ask: askOurs, address, counts: (path) => !isFullText(path) },
    { name: 'ours, with the text', ask: askOurs, address, drawn: 'text' },
    { name: 'Pagefind, stock', ask: askRival, address: `${theirs.origin}/stock.html` },
    { name: 'MiniSearch, no stored text', ask: askRival, address: `${theirs.origin}/titles.html` },
    { name: 'MiniSearch, stored text', ask: askRival, address: `${theirs.origin}/texts.html` },
  ];
  const travels: Travel[] = [];
  const waits: Wait[] = [];
  for (const rival of rivals) travels.push(await travelOnce(browser, rival, words));
  // Each in turn, five times over: a machine that is busy for a while then slows all of them.
  const times = rivals.map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [place, rival] of rivals.entries()) times[place]?.push(await waitOnce(browser, rival, words[0]));
  }
  for (const [place, { name }] of rivals.entries()) waits.push({ name, milliseconds: median(times[place] ?? []) });
  await ours.close();
  await theirs.close();
  return { travels, waits };
}
