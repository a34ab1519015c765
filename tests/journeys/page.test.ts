import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { PAGE_TYPES } from '../pages.ts';
import { MOVING, withBlankPage } from '../reading.ts';
import { openSearch } from '../search/reader.ts';
import { SITES } from '../sites.ts';
import { results, travel } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe('a page', () => {
  const { root } = SITES[0];

  test.each(PAGE_TYPES)('%s fits a screen 320 px wide', async (address) => {
    await travel(
      browser,
      root + address.slice(1),
      async (page) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(320);
      },
      { viewport: { width: 320, height: 568 } },
    );
  });

  test('keeps a chosen theme, from the first paint of the next page', async () => {
    await travel(browser, root, async (page) => {
      await page.getByLabel('Colours').selectOption('dark');
      await page.goto(`${root}roles/user/`);
      expect(
        await page.evaluate(
          () => getComputedStyle(document.body).colorScheme + document.documentElement.dataset['theme'],
        ),
      ).toContain('dark');
    });
  });

  test('works with storage blocked', async () => {
    await travel(browser, 'about:blank', async (page) => {
      await page.addInitScript(() => {
        for (const name of ['localStorage', 'sessionStorage'] as const) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
        }
      });
      await page.goto(root);
      await page.getByLabel('Colours').selectOption('dark');
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
      await openSearch(page);
      await page.keyboard.type('cohort');
      // One letter alone is answered with the way to the list from A to Z.
      await results(page).locator('a').filter({ hasText: 'Cohort' }).first().click();
      await page.waitForURL(/#/);
    });
  });

  test('opens the disclosure around a section that an address names', async () => {
    await travel(browser, `${root}skills/#matrix-director`, async (page) => {
      await page.locator('#matrix-director[open]').waitFor();
      expect(await page.locator('#matrix-manager').evaluate((element: HTMLDetailsElement) => element.open)).toBe(false);
    });
  });

  test('keeps quiet about an animation between pages that comes to nothing, and about nothing else', async () => {
    await withBlankPage(browser, MOVING, async (page) => {
      const reported: string[] = [];
      page.on('pageerror', ({ message }) => reported.push(message));
      // The next page does not ask for the animation that this one has begun, so Chromium breaks it off.
      await page.route(`${root}roles/`, async (route) => {
        const response = await route.fetch();
        const body = (await response.text())
          .replace(/@view-transition\s*\{[^}]*\}/, '')
          .replace(/<meta http-equiv="?content-security-policy"?[^>]*>/i, '');
        expect(body).not.toContain('@view-transition');
        await route.fulfill({ response, body });
      });
      await page.goto(root);
      await page.locator('main a[href="/roles/"]').first().click();
      await page.waitForURL(`${root}roles/`);
      await page.evaluate(
        () =>
          new Promise((done) => {
            requestAnimationFrame(() => requestAnimationFrame(done));
          }),
      );
      // In the words of other reasons and of WebKit: not every browser breaks one off when a test would have it.
      await page.evaluate(() => {
        for (const words of [
          'Transition was aborted because of invalid state. Page already revealed',
          'Transition was skipped',
          'View transition was skipped because document visibility state is hidden.',
          'Skipping view transition because viewport size changed.',
        ])
          void Promise.reject(new DOMException(words, 'InvalidStateError'));
        void Promise.reject(new Error('One of our own'));
      });
      await expect.poll(() => reported, { timeout: 10_000 }).toContain('One of our own');
      expect(reported).toEqual(['One of our own']);
    });
  });

  test('offers search and the six lines where there is no page', async () => {
    await withBlankPage(browser, MOVING, async (page) => {
      const answer = await page.goto(`${root}no/such/page/`);
      expect(answer?.status()).toBe(404);
      expect(await page.getByRole('searchbox').isVisible()).toBe(true);
      expect(await page.locator('main a[href^="/roles/"]').count()).toBe(6);
    });
  });

  test('marks the words of a search on the page it led to, and clears the marks', async () => {
    await travel(browser, `${root}search/?q=held-out`, async (page) => {
      await page.locator('[data-search-results] ol a').first().click();
      await page.getByRole('button', { name: 'Clear the marks' }).waitFor();
      expect(await page.evaluate(() => CSS.highlights.size)).toBe(1);
      expect(new URL(page.url()).search).toBe('');
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
    });
  });
});
