// Longer than other files: every fault a reader can meet on the live site, and what the page says of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { harmFiles, type Harm } from './harm.ts';
import { servePacked } from './packed.ts';
import { serveDirectory, type Intercept } from './server.ts';
import { BASE } from './setup.ts';

const dist = inject('dist');
const NO_TEXT = 'The full text cannot be searched right now';
const NO_SEARCH = 'The search could not be loaded. Check your connection and try again, or use the list from A to Z.';
const NOTHING = /No results|Nothing in the guide|does not have it/;
/** Longest wait of a reader for a sentence, and longest wait of a test on a busy machine, in milliseconds. */
const LIMIT = 10_000;
const PATIENCE = 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

interface Setting {
  harm?: Intercept;
  options?: BrowserContextOptions;
  base?: string;
  prepare?: (context: BrowserContext) => Promise<unknown>;
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
    // Pagefind leaves a promise of its own unanswered when it cannot start; we hear of it by another way.
    expect(errors.filter((message) => !message.startsWith('Failed to load'))).toEqual([]);
  } finally {
    await context.close();
    await server.close();
  }
}

const spoil = (pattern: RegExp, harm: Harm): Intercept => harmFiles(dist, '/', pattern, harm);
const area = (page: Page) => page.locator('[data-search-page]');
const notice = (page: Page, text: string) => area(page).locator('.notice').filter({ hasText: text });
const names = (page: Page) => page.locator('[data-search-results] > ol').first().locator('a');

/** The names are there, the page says that the text could not be searched, and says it to the ear as well. */
async function expectNamesOnly(page: Page): Promise<void> {
  await names(page).first().waitFor();
  await notice(page, NO_TEXT).waitFor();
  expect(await area(page).innerText()).not.toMatch(NOTHING);
  expect(await page.getByRole('heading', { name: 'In the text' }).count()).toBe(0);
  await page.locator('[data-search-status]').filter({ hasText: NO_TEXT }).waitFor({ state: 'attached' });
}

/** Names and text are there, and the text is not said to be missing. */
async function expectAll(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'In the text' }).waitFor();
  expect(await names(page).count()).toBeGreaterThan(0);
  expect(await area(page).innerText()).not.toMatch(NOTHING);
  expect(await area(page).innerText()).not.toContain(NO_TEXT);
}

/** The text has the word: it is marked in an excerpt. */
async function inText(page: Page, word: string): Promise<void> {
  await page.getByRole('heading', { name: 'In the text' }).waitFor();
  const mark = area(page)
    .locator('mark')
    .filter({ hasText: new RegExp(word.slice(0, 5), 'i') });
  await mark.first().waitFor();
  expect(await area(page).innerText()).not.toMatch(NOTHING);
  expect(await area(page).innerText()).not.toContain(NO_TEXT);
}

/** The list of everything is open to the reader. */
async function expectList(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Everything, from A to Z' }).waitFor();
  expect(await page.locator('.a-to-z a').count()).toBeGreaterThan(300);
  expect(await page.locator('.a-to-z a').first().isVisible()).toBe(true);
}

/** Marks in the page's own time when names are drawn ("first"), and when the search has ended ("done"). */
function markStates(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    new MutationObserver(() => {
      const state = document.querySelector<HTMLElement>('[data-state]')?.dataset['state'];
      if (state) performance.mark(state);
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-state'] });
  });
}

/** Takes out of every page the scripts that old browsers pass over. */
function dropModules(context: BrowserContext): Promise<unknown> {
  return context.route(/\/$|\/\?/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<script type="module"[\s\S]*?<\/script>/g, '');
    await route.fulfill({ response, body });
  });
}

/** Words of the running text, in alphabetical order, that begin no word of a title or name. */
function listTextWords(): string[] {
  const words = JSON.parse(readFileSync(join(dist, 'search-words.json'), 'utf8')) as Record<string, string>;
  const titles = readFileSync(join(dist, 'search-terms.json'), 'utf8').toLowerCase();
  const list = Object.values(words).flatMap((text) => text.split(' '));
  return list.filter((word) => word.length > 7 && !titles.includes(word.slice(0, 5))).sort();
}
const TEXT_WORDS = listTextWords();
const WORD = TEXT_WORDS[0] ?? '';

const FULL_TEXT_FAULTS: [file: string, pattern: RegExp, harms: Harm[]][] = [
  ['pagefind.js', /pagefind\.js$/, ['missing', 'a web page', 'cut short', 'empty']],
  ['the entry file', /pagefind-entry\.json$/, ['missing', 'a web page', 'cut short', 'junk']],
  ['the metadata', /\.pf_meta$/, ['missing', 'a web page', 'cut short', 'junk']],
  ['the program of the index', /wasm\.\w+\.pagefind$/, ['missing', 'refused', 'cut short', 'junk']],
  ['the index', /\.pf_index$/, ['missing', 'refused', 'a web page', 'cut short', 'junk', 'empty']],
  ['the excerpts', /\.pf_fragment$/, ['missing', 'a web page', 'cut short', 'junk']],
];

describe.concurrent('the full text', () => {
  describe.each(FULL_TEXT_FAULTS)('with %s', (_, pattern, harms) => {
    test.each(harms)('%s: the names answer and the page says what is missing', async (harm) => {
      await visit('search/?q=retention', { harm: spoil(pattern, harm) }, expectNamesOnly);
    });
  });

  describe.each([
    ['the index', /\.pf_index$/],
    ['the filters', /\.pf_filter$/],
  ])('of one role, with %s', (_, pattern) => {
    test.each(['missing', 'a web page', 'cut short', 'junk'] as const)('%s: the page says so', async (harm) => {
      await visit('search/?q=retention&role=user', { harm: spoil(pattern, harm) }, expectNamesOnly);
    });
  });

  test('without WebAssembly: the names answer and the page says what is missing', async () => {
    const prepare = (context: BrowserContext) =>
      context.addInitScript(() => {
        Reflect.deleteProperty(globalThis, 'WebAssembly');
      });
    await visit('search/?q=retention', { prepare }, expectNamesOnly);
  });

  test.each(['missing', 'junk'] as const)('with the index %s: no word is said to be nowhere', async (harm) => {
    await visit(`search/?q=${WORD}`, { harm: spoil(/\.pf_index$/, harm) }, async (page) => {
      await notice(page, NO_TEXT).waitFor();
      await page.locator('[data-search-status]').filter({ hasText: NO_TEXT }).waitFor({ state: 'attached' });
      for (const said of [area(page), page.locator('[data-search-status]')])
        expect(await said.innerText()).not.toMatch(NOTHING);
      expect(await area(page).getByRole('link', { name: 'list from A to Z' }).count()).toBe(1);
    });
  });

  test('with one part of the index missing: its words are not passed over, and come back with it', async () => {
    const other = TEXT_WORDS.at(-1) ?? '';
    let part = /no part/;
    await visit(`search/?q=${other}`, {}, async (page) => {
      const asked = await page.waitForRequest(/\.pf_index$/);
      part = new RegExp(asked.url().split('/').at(-1) ?? '');
    });
    let isBroken = true;
    const broken = spoil(part, 'missing');
    await visit(`search/?q=${WORD}`, { harm: (...both) => isBroken && broken(...both) }, async (page) => {
      const ask = (words: string) => page.locator('#search-words').fill(words);
      await inText(page, WORD);
      await ask(`${WORD} ${other}`);
      await notice(page, NO_TEXT).waitFor();
      await ask(other);
      await notice(page, NO_TEXT).waitFor();
      isBroken = false;
      await ask(`${other} `);
      await inText(page, other);
      await ask(`${WORD} `);
      await inText(page, WORD);
    });
  });

  test.each([
    ['pagefind.js', /pagefind\.js$/],
    ['the entry file', /pagefind-entry\.json$/],
    ['the program of the index', /wasm\.\w+\.pagefind$/],
  ])('once %s is back: the next search has it', async (_, pattern) => {
    let isBroken = true;
    const broken = spoil(pattern, 'missing');
    await visit('search/?q=churn', { harm: (...both) => isBroken && broken(...both) }, async (page) => {
      await expectNamesOnly(page);
      isBroken = false;
      await page.locator('#search-words').fill('retention');
      await expectAll(page);
    });
  });
});

describe.concurrent('the full text, packed with Brotli', () => {
  const packed = servePacked(dist, '/');
  const isIndex = ({ url = '' }: { url?: string | undefined }): boolean => url.endsWith('.pf_index');
  const sendBrotli =
    (change: (file: Buffer) => Buffer): Intercept =>
    (request, response) => {
      if (!isIndex(request)) return packed(request, response);
      const file = readFileSync(join(dist, `${request.url ?? ''}.br`));
      response.writeHead(200, { 'content-encoding': 'br' }).end(change(file));
      return true;
    };

  test('whole: answers', async () => {
    await visit('search/?q=retention', { harm: sendBrotli((file) => file) }, expectAll);
  });

  test.each([
    ['cut short', (file: Buffer) => file.subarray(0, file.length >> 1)],
    ['junk', (file: Buffer) => Buffer.alloc(file.length, 'A')],
  ])('%s: the names answer and the page says what is missing', async (_, change) => {
    await visit('search/?q=retention', { harm: sendBrotli(change) }, expectNamesOnly);
  });
});

describe.concurrent('the titles and terms', () => {
  test.each(['missing', 'refused', 'a web page', 'cut short', 'junk', 'empty'] as const)(
    '%s: the page says so and leads to the list from A to Z',
    async (harm) => {
      await visit('search/?q=retention', { harm: spoil(/search-terms\.json$/, harm) }, async (page, root) => {
        await notice(page, NO_SEARCH).waitFor();
        expect(await area(page).innerText()).not.toMatch(NOTHING);
        await area(page).getByRole('link', { name: 'list from A to Z' }).click();
        await page.waitForURL(`${root}search/`);
        await expectList(page);
      });
    },
  );

  test('back again: the next search answers', async () => {
    let isBroken = true;
    const broken = spoil(/search-terms\.json$/, 'missing');
    await visit('search/?q=churn', { harm: (...both) => isBroken && broken(...both) }, async (page) => {
      await notice(page, NO_SEARCH).waitFor();
      isBroken = false;
      await page.locator('#search-words').fill('retention');
      await expectAll(page);
    });
  });
});

const SMALL_FAULTS = ['missing', 'a web page', 'cut short', 'junk', 'silent'] as const;

describe.concurrent('the words of the running text', () => {
  test.each(SMALL_FAULTS)('%s: a word of the text alone is found, and the page says what is missing', async (harm) => {
    await visit(`search/?q=${WORD}`, { harm: spoil(/search-words\.json$/, harm) }, async (page) => {
      await inText(page, WORD);
      await notice(page, 'Misspelt words cannot be corrected right now.').waitFor();
    });
  });

  test('missing: names and text answer', async () => {
    await visit('search/?q=retention', { harm: spoil(/search-words\.json$/, 'missing') }, expectAll);
  });
});

describe.concurrent('the lines of the cards', () => {
  test.each(SMALL_FAULTS)('%s: names and text answer', async (harm) => {
    await visit('search/?q=retention', { harm: spoil(/^search-cards\//, harm) }, expectAll);
  });
});

describe.concurrent('files that never come', () => {
  test.each([
    ['pagefind.js', /pagefind\.js$/],
    ['the entry file', /pagefind-entry\.json$/],
    ['the program of the index', /wasm\.\w+\.pagefind$/],
    ['the index', /\.pf_index$/],
    ['the excerpts', /\.pf_fragment$/],
  ])('%s: the names answer at once and the page soon says what is missing', async (_, pattern) => {
    await visit('search/?q=retention', { harm: spoil(pattern, 'silent'), prepare: markStates }, async (page) => {
      await expectNamesOnly(page);
      const [first = 0, done = 0] = await page.evaluate(() =>
        ['first', 'done'].map((state) => performance.getEntriesByName(state)[0]?.startTime),
      );
      expect(done - first).toBeGreaterThan(0);
      expect(done - first).toBeLessThan(LIMIT);
    });
  });

  test('everything the search asks for: the page says so', async () => {
    await visit('search/?q=retention', { harm: spoil(/^pagefind\/|^search-/, 'silent') }, async (page) => {
      await notice(page, NO_SEARCH).waitFor();
    });
  });

  test.each(['roles/user/', 'search/'])('all that a page loads: /%s can be read', async (address) => {
    await visit(address, { harm: spoil(/^assets\//, 'silent') }, async (page) => {
      expect((await page.locator('main').innerText()).length).toBeGreaterThan(1000);
    });
  });
});

describe.concurrent('the dialog', () => {
  const openWith = async (page: Page): Promise<void> => {
    await page.waitForLoadState();
    await page.keyboard.press('Control+k');
  };

  test.each(['missing', 'silent'] as const)('with its styles %s: answers, and leads to what it found', async (harm) => {
    await visit('roles/user/', { harm: spoil(/^assets\/search\.[\w-]+\.css$/, harm) }, async (page) => {
      await openWith(page);
      await page.locator('dialog[open] input').fill('retention');
      await page.locator('dialog[open] a', { hasText: 'Retention' }).first().click();
      await page.waitForURL(/#/);
    });
  });

  test.each(['missing', 'silent'] as const)('with its program %s: gives way to the search page', async (harm) => {
    let isBroken = true;
    const broken = spoil(/^assets\/search\.[\w-]+\.js$/, harm);
    const untilLeft: Intercept = (request, response) => {
      if (request.url?.startsWith('/search/')) isBroken = false;
      return isBroken && broken(request, response);
    };
    await visit('roles/user/', { harm: untilLeft }, async (page, root) => {
      await openWith(page);
      if (harm === 'silent') {
        let letGo = (): void => undefined;
        const typed = new Promise<void>((resolve) => (letGo = resolve));
        await page.route('**/search/?q=*', (route) => typed.then(() => route.continue()));
        const asked = page.waitForRequest('**/search/?q=*');
        await page.keyboard.type('retentio');
        // The last letter comes when the search page has been asked for.
        await asked;
        await page.keyboard.press('n');
        letGo();
      }
      await page.waitForURL(harm === 'silent' ? `${root}search/?q=retention` : `${root}search/`);
      await page.locator('#search-words').fill('retention');
      await expectAll(page);
    });
  });

  test('with all its programs missing: gives way to the list from A to Z, without dead controls', async () => {
    await visit(
      'roles/user/',
      { harm: spoil(/^assets\/search(-page)?\.[\w-]+\.js$/, 'missing') },
      async (page, root) => {
        await openWith(page);
        await page.waitForURL(`${root}search/`);
        await expectList(page);
        expect(await area(page).isVisible()).toBe(false);
      },
    );
  });
});

describe.concurrent('without a connection', () => {
  test('a reader who asks for the search stays on the page, is told, and has it when it is back', async () => {
    await visit('roles/user/', {}, async (page, root) => {
      await page.waitForLoadState();
      await page.context().setOffline(true);
      await page.keyboard.press('Control+k');
      await page.getByText('The search needs a connection: try again when there is one.').waitFor();
      expect(page.url()).toBe(`${root}roles/user/`);
      await page.context().setOffline(false);
      await page.keyboard.press('Control+k');
      await page.locator('dialog[open] input, #search-words').first().fill('retention');
      await page.getByRole('heading', { name: 'In the text' }).waitFor();
    });
  });

  test('the names go on answering, and the text is back with the connection', async () => {
    await visit('search/?q=churn', {}, async (page) => {
      await expectAll(page);
      await page.context().setOffline(true);
      await page.locator('#search-words').fill('retention');
      await expectNamesOnly(page);
      await page.context().setOffline(false);
      await page.locator('#search-words').fill('retention ');
      await expectAll(page);
    });
  });
});

describe.concurrent.each([
  ['JavaScript off', { options: { javaScriptEnabled: false } }],
  ['a browser that knows no modules', { prepare: dropModules }],
] as [string, Setting][])('with %s', (_, setting) => {
  test('the search page is a list of everything, and no control is dead', async () => {
    await visit('search/?q=retention', setting, async (page) => {
      await expectList(page);
      for (const control of ['[data-search-page]', '[data-theme-choice]', '[data-offline]', '[data-key]'])
        expect(await page.locator(control).first().isVisible(), control).toBe(false);
    });
  });

  test('the search of every page leads there', async () => {
    await visit('roles/user/', setting, async (page, root) => {
      await page.locator('header [data-search-open]').click();
      await page.waitForURL(`${root}search/`);
      await expectList(page);
    });
  });
});

test('with storage blocked, the search page answers and leads on', async () => {
  const prepare = (context: BrowserContext) =>
    context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) {
        const get = (): never => {
          throw new DOMException('blocked', 'SecurityError');
        };
        Object.defineProperty(window, name, { get });
      }
    });
  await visit('search/?q=retention', { prepare }, async (page) => {
    await expectAll(page);
    await names(page).first().click();
    await page.waitForURL(({ pathname }) => pathname !== '/search/');
    await page.locator('h1').waitFor();
  });
});

describe.concurrent('under a base path', () => {
  test('all answers, with addresses below it', async () => {
    await visit('search/?q=retention', { base: BASE }, async (page) => {
      await expectAll(page);
      const addresses = await area(page)
        .locator('a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(addresses.filter((address) => !address.startsWith(BASE))).toEqual([]);
    });
  });

  test('the index missing: the names answer and the page says what is missing', async () => {
    const harm = harmFiles(inject('baseDist'), BASE, /\.pf_index$/, 'missing');
    await visit('search/?q=retention', { harm, base: BASE }, expectNamesOnly);
  });

  test('the titles and terms missing: the page leads to the list from A to Z', async () => {
    const harm = harmFiles(inject('baseDist'), BASE, /search-terms\.json$/, 'missing');
    await visit('search/?q=retention', { harm, base: BASE }, async (page) => {
      await notice(page, NO_SEARCH).waitFor();
      await area(page).getByRole('link', { name: 'list from A to Z' }).click();
      await expectList(page);
    });
  });
});
