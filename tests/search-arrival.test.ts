import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { focused, launchWithScrollBars, openSearch } from './search/reader.ts';
import { visit } from './visit.ts';

const ROOT = `${inject('origin')}/`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchWithScrollBars(inject('browser'));
});
afterAll(() => browser.close());

test.each([
  ['search/', '/search/?q=retention'],
  ['search/?q=churn&kind=Term', '/search/?q=retention&kind=Term'],
])('when the script arrives at %s, the words typed before are kept and searched', async (address, becomes) => {
  const gate = Promise.withResolvers<undefined>();
  await visit(
    browser,
    ROOT + address,
    async (page) => {
      await page.locator('#search-words').fill('retention');
      gate.resolve(undefined);
      await page.locator('[data-state=done]').waitFor();
      expect(await page.locator('#search-words').inputValue()).toBe('retention');
      await page.waitForURL((url) => url.pathname + url.search === becomes);
    },
    {},
    {
      prepare: (page) =>
        page.route(/\/assets\/search\b[^/]*\.js$/, async (route) => {
          await gate.promise;
          await route.continue();
        }),
    },
  );
});

describe('when the full text arrives', () => {
  /** Where each link stands on the screen, rounded to pixels. */
  const placesOf = (links: Locator): Promise<string[]> =>
    links.evaluateAll((list) =>
      list.map((link) => {
        const { x, y, width, height } = link.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(' ');
      }),
    );

  test.each([
    ['in the dialog', 'roles/', { width: 1280, height: 800 }, 'retention'],
    ['in the dialog on a phone', 'roles/', { width: 320, height: 568 }, 'retention'],
    ['in the dialog, with a correction', 'roles/', { width: 1280, height: 800 }, 'keep usres retension'],
    ['on the search page', 'search/', { width: 1280, height: 800 }, 'retention'],
    ['on the search page on a phone', 'search/', { width: 320, height: 568 }, 'lift conversion'],
  ])('%s, the names found before stay where they are and keep the focus', async (_, address, viewport, words) => {
    await visit(
      browser,
      ROOT + address,
      async (page) => {
        const gate = Promise.withResolvers<undefined>();
        await page.route('**/pagefind/pagefind.js', async (route) => {
          await gate.promise;
          await route.continue();
        });
        const place = address === 'search/' ? '' : 'dialog[open] ';
        if (place) await openSearch(page);
        await page.locator(place ? 'dialog[open] input' : '#search-words').fill(words);
        await page.locator(`${place}[data-state=first]`).waitFor();
        await page.keyboard.press('ArrowDown');
        const links = page.locator(`${place}[data-search-results] a`);
        const before = await placesOf(links);
        const first = await focused(page);
        expect(before.length).toBeGreaterThan(0);
        gate.resolve(undefined);
        await page.locator(`${place}[data-state=done] h2`, { hasText: 'In the text' }).waitFor();
        expect((await placesOf(links)).slice(0, before.length)).toEqual(before);
        expect(await focused(page)).toBe(first);
      },
      { viewport },
    );
  });

  test('not at all, that is said below the names, which stay where they are', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const gate = Promise.withResolvers<undefined>();
    await page.route('**/pagefind/pagefind.js', async (route) => {
      await gate.promise;
      await route.abort();
    });
    await page.goto(`${ROOT}search/?q=retention`);
    await page.locator('[data-state=first]').waitFor();
    const links = page.locator('[data-search-results] a');
    const before = await placesOf(links);
    gate.resolve(undefined);
    await page.getByText('The full text cannot be searched right now').first().waitFor();
    expect(await placesOf(links)).toEqual(before);
    await page.locator('[data-search-status]', { hasText: 'cannot be searched' }).waitFor({ state: 'attached' });
    await context.close();
  });
});
