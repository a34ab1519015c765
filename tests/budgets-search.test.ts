import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { countTraffic, servePacked, sumBytes, type Traffic } from './packed.ts';
import { openSearch } from './search/reader.ts';
import { serveDirectory, type TestServer } from './server.ts';

/**
 * Most bytes each may have: 1 kB is 1000 bytes. Lower them when the search gets lighter.
 * Of a first query Pagefind takes the most: 62 kB before a word is asked, 27 kB for each part of the index that has one
 * of the words, 1 to 6 kB for each page shown. Results stand on the screen before any of that is asked for.
 */
const BUDGETS = { script: 7000, terms: 25_000 };
/** A name with its card; a question, whose words are in two parts of the index; a slip, which asks for the vocabulary. */
const QUERIES = [
  ['retention', { first: 29_500, all: 130_000 }],
  ['how do I keep users from leaving', { first: 29_000, all: 157_000 }],
  ['retension', { first: 38_500, all: 135_000 }],
] as const;

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  browser = await launch(inject('browser'));
  server = await serveDirectory(inject('dist'), '/', servePacked(inject('dist'), '/'));
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Prints a figure with its headroom, and holds it to its budget. */
function hold(name: string, bytes: number, budget: number): void {
  const kilobytes = (count: number): string => `${(count / 1000).toFixed(1)} kB`;
  console.log(`${name}: ${kilobytes(bytes)} of ${kilobytes(budget)}, ${kilobytes(budget - bytes)} left`);
  expect(bytes, name).toBeGreaterThan(0);
  expect(bytes, name).toBeLessThanOrEqual(budget);
}

/** Opens a page, then the dialog, and searches. Gives what was asked for after the page itself had arrived. */
async function searchOnce(words: string): Promise<Traffic[]> {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/roles/user/`, { waitUntil: 'networkidle' });
  const end = countTraffic(page);
  await openSearch(page);
  await page.locator('dialog[open] input').fill(words);
  await page.locator('dialog [data-state=done] h2', { hasText: 'In the text' }).waitFor();
  const traffic = await end();
  await page.close();
  return traffic;
}

describe('the search', () => {
  test('has a small script', async () => {
    const scripts = (await searchOnce('retention')).filter(({ path }) => /^\/assets\/.*\.js$/.test(path));
    const sizes = scripts.map(({ path }) => gzipSync(readFileSync(join(inject('dist'), path)), { level: 9 }).length);
    hold(
      `Script of the search, ${String(sizes.length)} files, gzip`,
      sizes.reduce((a, b) => a + b, 0),
      BUDGETS.script,
    );
  });

  test('has a small file of names', () => {
    hold('search-terms.json, Brotli', statSync(join(inject('dist'), 'search-terms.json.br')).size, BUDGETS.terms);
  });

  test.each(QUERIES)('answers a first query lightly: %s', async (words, budget) => {
    const traffic = await searchOnce(words);
    const packed = traffic.find(({ path }) => path.endsWith('/search-terms.json'));
    expect(packed?.bytes, 'names are sent compressed').toBe(
      statSync(join(inject('dist'), 'search-terms.json.br')).size,
    );
    const ours = traffic.filter(({ path }) => !path.startsWith('/pagefind/'));
    hold(`First results for “${words}”, ${String(ours.length)} requests`, sumBytes(ours), budget.first);
    hold(`First query “${words}”, ${String(traffic.length)} requests`, sumBytes(traffic), budget.all);
  });
});
