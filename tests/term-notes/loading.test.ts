import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { PHONE, note, notes, opened, read, root, tabTo, term } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each([
  ['are gone', '**/terms.json', { status: 404, body: 'not here' }],
  ['are not JSON', '**/terms.json', { status: 200, body: '{"churn":["Chu' }],
  ['are another file', '**/terms.json', { status: 200, body: 'null' }],
  ['lack the term', '**/terms.json', { status: 200, body: '{}' }],
  ['have no styles', '**/assets/term-note.*.css', { status: 404, body: '' }],
  ['have no script', '**/assets/definition.*.js', { status: 404, body: '' }],
])('where the definitions %s', (_, file, answer) => {
  const spoil = (page: Page) => page.route(file, (route) => route.fulfill(answer));

  test('a term is a link under a mouse and shows nothing', async () => {
    await read(
      browser,
      async (page) => {
        const answered = page.waitForResponse(file);
        await term(page).hover();
        await answered;
        await page.clock.runFor(1000);
        expect(await note(page).count()).toBe(0);
        expect(await term(page).getAttribute('aria-describedby')).toBeNull();
        await term(page).click();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      {
        prepare: async (page) => {
          await spoil(page);
          await page.clock.install();
        },
      },
    );
  });

  test('one tap follows the term', async () => {
    await read(
      browser,
      async (page) => {
        await term(page).tap();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      { options: PHONE, prepare: spoil },
    );
  });
});

test('in a browser without popovers a term is a link', async () => {
  await read(
    browser,
    async (page) => {
      await term(page).tap();
      await page.waitForURL(`${root}glossary/#churn`);
    },
    {
      options: PHONE,
      prepare: (page) =>
        page.addInitScript(() => {
          Reflect.deleteProperty(HTMLElement.prototype, 'popover');
          Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
        }),
    },
  );
});

describe('a reader who comes to a term before the script of the page', () => {
  /** Holds the script back until something has been done. */
  const doBefore = (work: (page: Page) => Promise<void>) => (page: Page) =>
    page.route('**/assets/Base.*.js', async (route) => {
      await work(page);
      await route.continue();
    });

  test.each([
    ['the keyboard', (page: Page) => tabTo(page)],
    ['the mouse', (page: Page) => term(page).hover()],
  ])('by %s sees its definition once that is there', async (_, come) => {
    await read(
      browser,
      async (page) => {
        await opened(page);
        expect(await term(page).getAttribute('aria-describedby')).not.toBeNull();
      },
      { prepare: doBefore(come) },
    );
  });

  test('by a finger that only rests on it sees nothing more', async () => {
    await read(
      browser,
      async (page) => {
        await page.waitForLoadState('networkidle');
        expect(await term(page).evaluate((one) => one.matches(':hover'))).toBe(true);
        expect(await note(page).count()).toBe(0);
      },
      { options: PHONE, prepare: doBefore((page) => term(page).hover()) },
    );
  });
});

test('the definitions are fetched once, and nothing of them before a term is approached', async () => {
  const asked: string[] = [];
  await read(
    browser,
    async (page) => {
      await page.waitForLoadState('networkidle');
      expect(asked).toEqual([]);
      for (const id of ['churn', 'retention', 'churn']) {
        await tabTo(page, id);
        await note(page)
          .locator('b', { hasText: notes[id]?.[0] ?? '' })
          .waitFor();
      }
      expect(asked.map((path) => path.replace(/\.[\w-]{8}\./, '.')).sort()).toEqual([
        '/assets/definition.js',
        '/assets/term-note.css',
        '/terms.json',
      ]);
    },
    {
      prepare: async (page) =>
        page.on('request', (request) => {
          const { pathname } = new URL(request.url());
          if (/terms\.json|definition|term-note/.test(pathname)) asked.push(pathname);
        }),
    },
  );
});
