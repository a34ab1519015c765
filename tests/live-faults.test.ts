// Longer than other files: every fault a reader can meet on the live site, and what the page says of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { harmFiles, type Harm } from './harm.ts';
import { serveDirectory, type Intercept } from './server.ts';

const dist = inject('dist');
const NO_TEXT = 'The full text cannot be searched right now';
const NO_SEARCH = 'The search could not be loaded. Check your connection and try again, or use the list from A to Z.';
const NOTHING = /No results|Nothing in the guide|does not have it/;
/** No wait is longer than this, in milliseconds. */
const PATIENCE = 10_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

interface Setting {
  harm?: Intercept;
  options?: BrowserContextOptions;
  base?: string;
  prepare?: (context: BrowserContext) => Promise<void>;
}

/** Opens a page of the site in a context of its own. A fault may spoil a part of it, but never throws. */
async function visit(
  address: string,
  { harm, options = {}, base = '/', prepare }: Setting,
  journey: (page: Page, root: string) => Promise<void>,
): Promise<void> {
  const folder = base === '/' ? dist : inject('baseDist');
  const server = await serveDirectory(folder, base, harm);
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  try {
    await prepare?.(context);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const root = server.origin + base;
    await page.goto(root + address, { waitUntil: 'commit' });
    await page.locator('h1').waitFor();
    await journey(page, root);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
    await server.close();
  }
}

const spoil = (pattern: RegExp, harm: Harm): Intercept => harmFiles(dist, '/', pattern, harm);
const area = (page: Page) => page.locator('[data-search-page]');
const names = (page: Page) => page.locator('[data-search-results] > ol').first().locator('a');

/** The names are there, the page says that the text could not be searched, and says it to the ear as well. */
async function expectNamesOnly(page: Page): Promise<void> {
  await names(page).first().waitFor();
  await area(page).locator('.notice').filter({ hasText: NO_TEXT }).waitFor();
  expect(await area(page).innerText()).not.toMatch(NOTHING);
  expect(await page.getByRole('heading', { name: 'In the text' }).count()).toBe(0);
  await page.locator('[data-search-status]').filter({ hasText: NO_TEXT }).waitFor({ state: 'attached' });
}

/** Names and text are there, and nothing is said to be missing. */
async function expectAll(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'In the text' }).waitFor();
  expect(await names(page).count()).toBeGreaterThan(0);
  expect(await area(page).innerText()).not.toMatch(NOTHING);
  expect(await area(page).innerText()).not.toContain(NO_TEXT);
}

/** A word that stands in the running text and begins no word of a title or name. */
function findTextWord(): string {
  const words = JSON.parse(readFileSync(join(dist, 'search-words.json'), 'utf8')) as Record<string, string>;
  const titles = readFileSync(join(dist, 'search-terms.json'), 'utf8').toLowerCase();
  const list = Object.values(words).flatMap((text) => text.split(' '));
  return list.find((word) => word.length > 7 && !titles.includes(word.slice(0, 5))) ?? '';
}

const FULL_TEXT_FAULTS: [file: string, pattern: RegExp, harms: Harm[]][] = [
  ['pagefind.js', /pagefind\.js$/, ['missing', 'a web page', 'cut short', 'empty']],
  ['the entry file', /pagefind-entry\.json$/, ['missing', 'a web page', 'cut short', 'junk']],
  ['the metadata', /\.pf_meta$/, ['missing', 'a web page', 'cut short', 'junk', 'empty']],
  ['the program of the index', /wasm\.\w+\.pagefind$/, ['missing', 'refused', 'a web page', 'cut short', 'junk']],
  ['the index', /\.pf_index$/, ['missing', 'refused', 'a web page', 'cut short', 'junk', 'empty']],
  ['the excerpts', /\.pf_fragment$/, ['missing', 'a web page', 'cut short', 'junk', 'empty']],
];

describe.each(FULL_TEXT_FAULTS)('with %s', (_, pattern, harms) => {
  test.each(harms)('%s, the names answer and the page says what is missing', async (harm) => {
    await visit('search/?q=retention', { harm: spoil(pattern, harm) }, expectNamesOnly);
  });
});

describe.each([
  ['the index', /\.pf_index$/],
  ['the filters', /\.pf_filter$/],
])('with %s of one role', (_, pattern) => {
  test.each(['missing', 'a web page', 'cut short', 'junk'] as const)(
    '%s, the page says what is missing',
    async (harm) => {
      await visit('search/?q=retention&role=user', { harm: spoil(pattern, harm) }, expectNamesOnly);
    },
  );
});

test('a word of the text alone is never said to be nowhere while the text cannot be searched', async () => {
  const word = findTextWord();
  await visit(`search/?q=${word}`, {}, async (page) => {
    await page.getByRole('heading', { name: 'In the text' }).waitFor();
  });
  for (const harm of ['missing', 'junk'] as const) {
    await visit(`search/?q=${word}`, { harm: spoil(/\.pf_index$/, harm) }, async (page) => {
      await area(page).getByText(NO_TEXT).waitFor();
      await page.locator('[data-search-status]').filter({ hasText: NO_TEXT }).waitFor({ state: 'attached' });
      expect(await area(page).innerText()).not.toMatch(NOTHING);
      expect(await area(page).getByRole('link', { name: 'list from A to Z' }).count()).toBe(1);
    });
  }
});

test('one part of the index missing is noticed although another answers', async () => {
  const index = readFileSync(join(dist, 'search-words.json'), 'utf8').match(/[a-z]{8,}/g) ?? [];
  const far = index.filter((word) => word.startsWith('s') || word.startsWith('b')).slice(0, 40);
  const chunks = new Map<string, string>();
  for (const word of far) {
    await visit(`search/?q=${word}`, {}, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.locator('[data-state=done]').waitFor();
      chunks.set(word, asked.find((url) => url.endsWith('.pf_index')) ?? '');
    });
    if (new Set(chunks.values()).size > 1) break;
  }
  expect(new Set(chunks.values()).size).toBeGreaterThan(1);
});

describe('with the list of titles and terms', () => {
  test.each(['missing', 'refused', 'a web page', 'cut short', 'junk', 'empty'] as const)(
    '%s, the page says so and leads to the list from A to Z',
    async (harm) => {
      await visit('search/?q=retention', { harm: spoil(/search-terms\.json$/, harm) }, async (page, root) => {
        await area(page).getByText(NO_SEARCH).waitFor();
        expect(await area(page).innerText()).not.toMatch(NOTHING);
        await area(page).getByRole('link', { name: 'list from A to Z' }).click();
        await page.waitForURL(`${root}search/`);
        expect(await page.locator('.a-to-z a').count()).toBeGreaterThan(300);
        expect(await page.getByRole('heading', { name: 'Everything, from A to Z' }).isVisible()).toBe(true);
      });
    },
  );

  test('back again, the next search answers', async () => {
    const harm = spoil(/search-terms\.json$/, 'missing');
    let isBroken = true;
    await visit('search/?q=churn', { harm: (...both) => isBroken && harm(...both) }, async (page) => {
      await area(page).getByText(NO_SEARCH).waitFor();
      isBroken = false;
      await page.locator('#search-words').fill('retention');
      await expectAll(page);
    });
  });
});

describe('with the words of the running text', () => {
  const harms = ['missing', 'a web page', 'cut short', 'junk', 'empty', 'silent'] as const;

  test.each(harms)('%s, names and text answer', async (harm) => {
    await visit('search/?q=retention', { harm: spoil(/search-words\.json$/, harm) }, expectAll);
  });

  test.each(harms)('%s, a word of the text alone is found', async (harm) => {
    const word = findTextWord();
    await visit(`search/?q=${word}`, { harm: spoil(/search-words\.json$/, harm) }, async (page) => {
      await page.getByRole('heading', { name: 'In the text' }).waitFor();
      expect(await area(page).locator('mark').first().innerText()).toMatch(new RegExp(word.slice(0, 5), 'i'));
      expect(await area(page).innerText()).not.toMatch(NOTHING);
    });
  });
});

test.each(['missing', 'a web page', 'cut short', 'junk', 'silent'] as const)(
  'with the lines of the cards %s, names and text answer',
  async (harm) => {
    await visit('search/?q=retention', { harm: spoil(/search-cards\.json$/, harm) }, expectAll);
  },
);

describe.concurrent('with files that never come', () => {
  test.each([
    ['pagefind.js', /pagefind\.js$/],
    ['the entry file', /pagefind-entry\.json$/],
    ['the program of the index', /wasm\.\w+\.pagefind$/],
    ['the index', /\.pf_index$/],
    ['the excerpts', /\.pf_fragment$/],
    ['the full text', /^pagefind\//],
  ])('%s among them, the names answer at once and the page says what is missing', async (_, pattern) => {
    await visit('search/?q=retention', { harm: spoil(pattern, 'silent') }, expectNamesOnly);
  });

  test('everything the search asks for among them, the page says so', async () => {
    await visit('search/?q=retention', { harm: spoil(/^pagefind\/|search-\w+\.json$/, 'silent') }, async (page) => {
      await area(page).getByText(NO_SEARCH).waitFor();
    });
  });

  test('the program of the dialog among them, the reader comes to the search page with the words typed', async () => {
    await visit('roles/user/', { harm: spoil(/assets\/dialog\./, 'silent') }, async (page, root) => {
      await page.waitForLoadState();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('retention');
      await page.waitForURL(`${root}search/?q=retention`);
      await expectAll(page);
    });
  });
});
