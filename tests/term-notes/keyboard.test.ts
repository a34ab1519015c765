import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { closed, notes, opened, read, root, tabTo, term } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe('with a keyboard', () => {
  test('the focus shows the note as a description, Escape hides it, Enter follows the term', async () => {
    await read(browser, async (page) => {
      await tabTo(page);
      await opened(page);
      const described = await term(page).evaluate((link) =>
        (link.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent),
      );
      expect(described).toEqual([notes['churn']?.[0], notes['churn']?.[3]]);
      const focused = () => term(page).evaluate((link) => link === document.activeElement);
      expect(await focused()).toBe(true);
      await page.keyboard.press('Escape');
      await closed(page);
      expect(await focused()).toBe(true);
      expect(await term(page).getAttribute('aria-describedby')).toBeNull();
      await page.keyboard.press('Enter');
      await page.waitForURL(`${root}glossary/#churn`);
    });
  });

  test('the next stop is the next link of the text, and the note closes behind the focus', async () => {
    await read(browser, async (page) => {
      const stops = page.locator('main a[href], main button, main summary');
      const addresses = await stops.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      await tabTo(page, 'retention');
      await opened(page);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(
        addresses[addresses.indexOf('/glossary/#retention') + 1],
      );
      await closed(page);
    });
  });

  test('Escape closes the note and leaves the marks of a search alone', async () => {
    await read(
      browser,
      async (page) => {
        await page.locator('[data-search-results] ol a').first().click();
        await page.getByRole('button', { name: 'Clear the marks' }).waitFor();
        await page.keyboard.press('Shift');
        await page.locator('a.term').first().focus();
        await opened(page);
        await page.keyboard.press('Escape');
        await closed(page);
        expect(await page.evaluate(() => CSS.highlights.size)).toBe(1);
        await page.keyboard.press('Escape');
        expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
      },
      { address: `${root}search/?q=held-out` },
    );
  });
});
