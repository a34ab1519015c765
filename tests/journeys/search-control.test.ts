import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { MOVING, withBlankPage } from '../reading.ts';
import { SITES } from '../sites.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe('the control of the search', () => {
  const { root } = SITES[0];
  const control = (page: Page) => page.locator('header [data-search-open]');
  const NEAR = [/^\/assets\/search\.[\w-]+\.js$/, /^\/search-terms\.json$/];
  type Way = [name: string, come: (page: Page) => Promise<void>];
  const WAYS: Way[] = [
    ['a mouse over it', (page) => control(page).hover()],
    ['a finger on it', (page) => control(page).dispatchEvent('pointerdown', { pointerType: 'touch' })],
    [
      'the focus of the keyboard',
      async (page) => {
        const hasFocus = () => control(page).evaluate((link) => link === document.activeElement);
        for (let stop = 0; stop < 12 && !(await hasFocus()); stop += 1) await page.keyboard.press('Tab');
      },
    ],
  ];

  /** Opens a guide, and gives the paths of all that belongs to the search and is asked for, and the errors of the page. */
  async function openGuide(page: Page): Promise<{ asked: string[]; errors: string[] }> {
    const asked: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/search|pagefind/.test(pathname)) asked.push(pathname);
    });
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(`${root}roles/user/`, { waitUntil: 'networkidle' });
    return { asked, errors };
  }

  const isAsked = (asked: readonly string[]): boolean[] => NEAR.map((path) => asked.some((one) => path.test(one)));
  const saveData = (page: Page) =>
    page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });

  test.each(WAYS.flatMap(([name, come]) => [false, true].map((saves) => [name, saves, come] as const)))(
    'brings script and names when there is %s (saving data: %s), not before, and no full text',
    async (_, saves, come) => {
      await withBlankPage(browser, MOVING, async (page) => {
        if (saves) await saveData(page);
        const { asked } = await openGuide(page);
        expect(asked).toEqual([]);
        await come(page);
        await expect.poll(() => isAsked(asked)).toEqual([true, true]);
        await page.waitForLoadState('networkidle');
        expect(await page.locator('dialog[open]').count()).toBe(0);
        expect(asked.filter((path) => !NEAR.some((near) => near.test(path)) && !path.endsWith('.css'))).toEqual([]);

        await page.keyboard.press('Control+k');
        await page.locator('dialog[open] input').fill('retention');
        await page.locator('dialog [data-state=done]').waitFor();
        expect(asked.filter((path) => NEAR.some((near) => near.test(path)))).toHaveLength(NEAR.length);
      });
    },
  );

  test('does no harm without a connection, and finds when it is back', async () => {
    await withBlankPage(browser, MOVING, async (page) => {
      const { errors } = await openGuide(page);
      await page.context().setOffline(true);
      for (const [, come] of WAYS) await come(page);
      await page.waitForTimeout(500);
      expect(page.url()).toBe(`${root}roles/user/`);
      await page.context().setOffline(false);
      await control(page).click();
      await page.locator('dialog[open] input, #search-words').first().fill('retention');
      await page.locator('[data-search-results] a').first().waitFor();
      expect(errors).toEqual([]);
    });
  });

  test.each([
    ['the names', '**/search-terms.json', 'dialog[open] .notice a'],
    ['the script', '**/assets/search.*.js', '.a-to-z a'],
  ])('does no harm where %s are blocked, and leads to the list from A to Z', async (_, pattern, shown) => {
    await withBlankPage(browser, MOVING, async (page) => {
      await page.route(pattern, (route) => route.abort());
      const { errors } = await openGuide(page);
      for (const [, come] of WAYS) await come(page);
      await page.waitForTimeout(300);
      expect(page.url()).toBe(`${root}roles/user/`);
      await control(page).click();
      if (shown.startsWith('dialog')) await page.locator('dialog[open] input').fill('retention');
      await page.locator(shown).first().waitFor();
      expect(errors).toEqual([]);
    });
  });
});
