import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addressesOf, focused, launchWithScrollBars, openSearch } from './search/reader.ts';
import { visit } from './visit.ts';

const ROOT = `${inject('origin')}/`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchWithScrollBars(inject('browser'));
});
afterAll(() => browser.close());

const DIALOG_LINKS = 'dialog[open] [data-search-results] a';

async function openDialog(page: Page, words: string): Promise<void> {
  await openSearch(page);
  await page.locator('dialog[open] input').fill(words);
  await page.locator('dialog[open] [data-state=done]').waitFor();
}

test.each([
  ['light', 'rgb(255, 240, 168)'],
  ['dark', 'rgb(90, 74, 0)'],
] as const)(
  'words found in the text are marked the same in the dialog and on the search page, in %s',
  async (scheme, ground) => {
    await visit(browser, `${ROOT}search/?q=lift`, async (page) => {
      await page.emulateMedia({ colorScheme: scheme });
      const groundOf = (place: string): Promise<string> =>
        page
          .locator(`${place} mark`)
          .first()
          .evaluate((mark) => getComputedStyle(mark).backgroundColor);
      expect(await groundOf('[data-search-page]')).toBe(ground);
      await openDialog(page, 'lift');
      expect(await groundOf('dialog[open]')).toBe(ground);
    });
  },
);

describe('by keyboard', () => {
  test('the arrows go from the field through every result and back, and stop at both ends', async () => {
    await visit(browser, `${ROOT}roles/`, async (page) => {
      await openDialog(page, 'held-out');
      const links = await addressesOf(page.locator(DIALOG_LINKS));
      expect(links.length).toBeGreaterThan(1);
      const way: string[] = [];
      for (let step = 0; step <= links.length; step += 1) {
        await page.keyboard.press('ArrowDown');
        way.push(await focused(page));
      }
      expect(way).toEqual([...links, links.at(-1)]);
      for (let step = 0; step <= links.length; step += 1) await page.keyboard.press('ArrowUp');
      expect(await focused(page)).toBe('field');
    });
  });

  test('Tab goes through the dialog in the order of reading and does not leave it', async () => {
    await visit(browser, `${ROOT}roles/`, async (page) => {
      await openDialog(page, 'retension');
      const way: string[] = [await focused(page)];
      for (let step = 0; step < 4; step += 1) {
        await page.keyboard.press('Tab');
        way.push(await focused(page));
      }
      const links = await addressesOf(page.locator(DIALOG_LINKS));
      expect(way).toEqual(['field', 'Close', 'Search for “retension” instead', links[0], links[1]]);
      for (let step = 0; step < links.length + 4; step += 1) {
        await page.keyboard.press('Tab');
        const isOutside = await page.evaluate(
          () => document.activeElement !== document.body && !document.activeElement?.closest('dialog'),
        );
        expect(isOutside).toBe(false);
      }
    });
  });

  test('Escape on a result closes the dialog and gives the focus back to where it was', async () => {
    await visit(browser, `${ROOT}roles/`, async (page) => {
      const opener = page.locator('main a').first();
      await opener.focus();
      await openDialog(page, 'retention');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    });
  });
});

describe('an announcement', () => {
  /** Opens the search page, searches once so that all is loaded, and stops the clock. Gives what is said from then on. */
  async function openWithClock(page: Page): Promise<() => Promise<string[]>> {
    await page.clock.install();
    await page.goto(`${ROOT}search/?q=cohort`);
    await page.locator('[data-search-results][data-state=done]').waitFor();
    await page.clock.pauseAt(Date.now() + 60_000);
    const said = await page.evaluateHandle(() => {
      const list: string[] = [];
      const element = document.querySelector('[data-search-status]');
      new MutationObserver(() => {
        if (element?.textContent) list.push(`${element.role ?? ''}: ${element.textContent}`);
      }).observe(element ?? document.body, { childList: true });
      return list;
    });
    return () => said.jsonValue();
  }

  /** Types, lets the pause after typing pass, so that the search is made, and waits for its results. */
  async function type(page: Page, words: string): Promise<void> {
    await page.locator('[data-search-results]').evaluate((results) => delete results.dataset['state']);
    await page.locator('#search-words').fill(words);
    await page.clock.runFor(150);
    await page.locator('[data-search-results][data-state=done]').waitFor();
  }

  test('is made once, 700 ms after the last change, and interrupts only when there is nothing', async () => {
    await visit(browser, 'about:blank', async (page) => {
      const readSaid = await openWithClock(page);
      await type(page, 'churn');
      await page.clock.runFor(650);
      await type(page, 'churn rate');
      await page.clock.runFor(650);
      expect(await readSaid()).toEqual([]);
      await page.clock.runFor(100);
      const count = await page.locator('[data-search-results] :is(.card .strong, li)').count();
      const results = `status: ${String(count)} results`;
      expect(await readSaid()).toEqual([results]);

      await type(page, 'xqzvwk');
      await page.clock.runFor(750);
      await type(page, 'churn rate');
      await page.clock.runFor(5000);
      expect(await readSaid()).toEqual([results, 'alert: Nothing in the guide for “xqzvwk”.', results]);
    });
  });

  test('is not made of a search that was wiped away', async () => {
    await visit(browser, 'about:blank', async (page) => {
      const readSaid = await openWithClock(page);
      await type(page, 'churn');
      await page.locator('#search-words').fill('');
      await page.clock.runFor(5000);
      expect(await readSaid()).toEqual([]);
    });
  });
});

describe('recent searches', () => {
  test('are offered in an empty field, lead back to the search, and are forgotten by Clear', async () => {
    await visit(browser, `${ROOT}roles/`, async (page) => {
      for (const words of ['churn', 'cohort', 'churn']) {
        await openDialog(page, words);
        await page.locator(DIALOG_LINKS).first().click();
        await page.waitForURL(/#|\/[a-z-]+\/$/);
        await page.goto(`${ROOT}roles/`);
      }
      await openSearch(page);
      const recent = page.locator('dialog[open] [data-search-results]');
      await recent.getByRole('heading', { name: 'Recent searches' }).waitFor();
      expect(await recent.locator('li').allInnerTexts()).toEqual(['churn', 'cohort']);
      await recent.getByRole('link', { name: 'cohort' }).click();
      await page.waitForURL(`${ROOT}search/?q=cohort`);
      await page.locator('[data-search-results][data-state=done]').waitFor();

      await page.locator('#search-words').fill('');
      await page.getByRole('button', { name: 'Clear', exact: true }).click();
      expect(await page.locator('[data-search-results]').innerText()).toBe('');
      expect(await focused(page)).toBe('field');
      expect(await page.evaluate(() => localStorage.getItem('recent-searches'))).toBeNull();
    });
  });

  test('hold no search that led nowhere', async () => {
    await visit(browser, `${ROOT}roles/`, async (page) => {
      await openDialog(page, 'churn');
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => localStorage.getItem('recent-searches'))).toBeNull();
    });
  });
});
