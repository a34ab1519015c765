import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { openSearch } from '../search/reader.ts';
import { SITES } from '../sites.ts';
import { results, travel } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each(SITES)('a reader $place', ({ root }) => {
  test('reads a guide: the contents lead to its sections and mark the one being read', async () => {
    await travel(browser, `${root}roles/user/`, async (page) => {
      expect(await page.locator('h1').innerText()).toBe('User operations');
      await page
        .getByRole('navigation', { name: 'On this page' })
        .getByRole('link', { name: 'The ladder', exact: true })
        .click();
      await page.waitForFunction(() => document.querySelector('.toc [aria-current]')?.textContent === 'The ladder');
      expect(page.url()).toBe(`${root}roles/user/#ladder`);
      await page.getByRole('navigation', { name: 'Roles' }).getByRole('link', { name: 'Product' }).click();
      await page.waitForURL(`${root}roles/product/`);
      expect(await page.locator('.lines [aria-current=page]').innerText()).toContain('Product');
    });
  });

  test('searches from the dialog and lands on a section that explains the word', async () => {
    await travel(browser, root, async (page) => {
      await openSearch(page);
      // At once: letter by letter, the answer to a beginning may stand while the next is on its way.
      await page.locator('dialog[open] input').fill('retention');
      await results(page).getByRole('heading', { name: 'In the text' }).waitFor();
      const first = results(page).locator('a').first();
      expect(await first.innerText()).toContain('Retention');
      await page.keyboard.press('ArrowDown');
      expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await page.waitForURL(/#/);
      const id = new URL(page.url()).hash;
      expect(await page.locator(id).innerText()).toMatch(/retention/i);
    });
  });

  test('shares a search: the address of the search page says what was searched', async () => {
    await travel(browser, `${root}search/?q=churn&role=user`, async (page) => {
      const found = page.locator('[data-search-results]');
      await found.locator('a').first().waitFor();
      expect(await found.locator('a').first().innerText()).toContain('Churn');
      await page.getByRole('combobox', { name: 'Role' }).selectOption('');
      await page.waitForURL(`${root}search/?q=churn`);
      await page.goBack();
      await page.waitForURL(`${root}search/?q=churn&role=user`);
      expect(await page.getByRole('combobox', { name: 'Role' }).inputValue()).toBe('user');
    });
  });

  test('shares a section: the link copies its address, and opened cold it lands on the heading', async () => {
    await travel(
      browser,
      `${root}roles/event/`,
      async (page) => {
        await page.locator('.h2:has(#week) .anchor').click();
        await page.getByText('Link copied').waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied).toBe(`${root}roles/event/#week`);
        await page.goto('about:blank');
        await page.goto(copied);
        const box = await page.locator('#week').boundingBox();
        expect(box && box.y >= 0 && box.y < 200).toBe(true);
      },
      { permissions: ['clipboard-read', 'clipboard-write'], reducedMotion: 'reduce' },
    );
  });

  test('reads, searches and follows section links without JavaScript', async () => {
    await travel(
      browser,
      `${root}roles/content/`,
      async (page) => {
        await page.getByRole('link', { name: 'Search' }).first().click();
        await page.waitForURL(`${root}search/`);
        expect(await page.getByRole('heading', { name: 'Everything, from A to Z' }).isVisible()).toBe(true);
        await page.getByRole('searchbox').fill('retention');
        await page.keyboard.press('Enter');
        await page.waitForURL(`${root}search/?q=retention`);
        await page.locator('.a-to-z').getByRole('link', { name: 'Retention', exact: true }).first().click();
        await page.waitForURL(/#/);
        expect(await page.locator(new URL(page.url()).hash).isVisible()).toBe(true);
        await page.goto(`${root}roles/content/#ladder-manager`);
        expect(await page.locator('#ladder-manager').isVisible()).toBe(true);
        expect(await page.locator('[data-theme-choice]').isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });
});
