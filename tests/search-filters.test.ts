import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { itemsOf, type NamesFile } from '../src/search/lexicon.ts';
import { readPages } from './pages.ts';
import { addressesOf, launchWithScrollBars } from './search/reader.ts';
import { visit } from './visit.ts';

const ROOT = `${inject('origin')}/`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchWithScrollBars(inject('browser'));
});
afterAll(() => browser.close());

describe('a filter', () => {
  const SEARCH_PAGE = `${ROOT}search/?q=users+work`;
  const textLinks = (page: Page) => page.locator('[data-search-results] h3 + ol a');
  const nameLinks = (page: Page) => page.locator('[data-search-results] :is(h2 + ol, .card) a');

  async function choose(page: Page, name: string, value: string): Promise<void> {
    await page.locator('[data-search-results]').evaluate((results) => delete results.dataset['state']);
    await page.getByRole('combobox', { name }).selectOption(value);
    await page.locator('[data-search-results][data-state=done]').waitFor();
  }

  test('offers just the kinds that names and indexed pages have', () => {
    const pages = readPages(inject('dist'));
    const searchPage = pages.find(({ address }) => address === '/search/')?.html ?? '';
    const select = /<select name="kind"[\s\S]*?<\/select>/.exec(searchPage)?.[0] ?? '';
    const offered = [...select.matchAll(/<option>([^<]+)</g)].map(([, kind = '']) => kind);
    const { places } = JSON.parse(readFileSync(join(inject('dist'), 'search-terms.json'), 'utf8')) as NamesFile;
    const named = new Set(itemsOf(places).map(({ kind }) => kind));
    const indexed = new Set(
      pages.flatMap(({ html }) => /<article[^>]*data-pagefind-body[^>]*data-kind="([^"]+)"/.exec(html)?.[1] ?? []),
    );
    // Indexes are found, but nobody looks for one by its kind. Terms stand in the glossary, which is not indexed.
    expect(new Set([...named].filter((kind) => kind !== 'Index'))).toEqual(new Set(offered));
    expect(new Set([...indexed].filter((kind) => kind !== 'Index'))).toEqual(
      new Set(offered.filter((kind) => kind !== 'Term')),
    );
  });

  test.each([
    ['Role guide', /^\/roles\/[a-z-]+\//],
    ['Skill', /^\/skills\/[a-z-]+\//],
    ['Metric', /^\/metrics\//],
    ['Foundations', /^\/foundations\/[a-z-]+\//],
    ['Mindset', /^\/mindset\/[a-z-]+\//],
    ['Begin', /^\/start\/[\w-]+\//],
    ['Career', /^\/career\/[a-z-]+\//],
    ['Template', /^\/templates\/[a-z-]+\//],
    ['About', /^\/about\/[a-z-]+\//],
  ])('by the kind %s finds pages of that kind in the text, and nothing else', async (kind, addresses) => {
    await visit(browser, SEARCH_PAGE, async (page) => {
      await choose(page, 'Kind', kind);
      expect(await textLinks(page).count()).toBeGreaterThan(0);
      for (const address of await addressesOf(page.locator('[data-search-results] a'))) {
        expect(address).toMatch(addresses);
      }
    });
  });

  test('by the kind Term finds terms by name, and nothing in the text', async () => {
    await visit(browser, `${ROOT}search/?q=retention`, async (page) => {
      await choose(page, 'Kind', 'Term');
      const names = await addressesOf(nameLinks(page));
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((address) => !address.startsWith('/glossary/#'))).toEqual([]);
      expect(await textLinks(page).count()).toBe(0);
    });
  });

  test('by role finds the guide of that role in the text, and combines with the kind', async () => {
    await visit(browser, SEARCH_PAGE, async (page) => {
      await choose(page, 'Role', 'event');
      const found = await addressesOf(textLinks(page));
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter((address) => !address.startsWith('/roles/event/'))).toEqual([]);
      await choose(page, 'Kind', 'Skill');
      expect(await textLinks(page).count()).toBe(0);
      await choose(page, 'Kind', 'Role guide');
      expect(await addressesOf(textLinks(page))).toEqual(found);
    });
  });
});
