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

describe('the search dialog', () => {
  const { root } = SITES[0];

  test('closes on Escape with words in the field, and gives the focus back', async () => {
    await travel(browser, `${root}roles/`, async (page) => {
      const control = page.locator('header [data-search-open]');
      await control.click();
      await page.keyboard.type('sop');
      await results(page).locator('a').first().waitFor();
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(await control.evaluate((element) => element === document.activeElement)).toBe(true);
    });
  });

  test('keeps the focus in the results when those of a longer query take their place', async () => {
    await travel(browser, root, async (page) => {
      await openSearch(page);
      const field = page.locator('dialog[open] input');
      const first = results(page).locator('a').first();
      await field.fill('churn');
      await first.filter({ hasText: 'Churn' }).waitFor();
      // As when the arrow is pressed before the answer to the last letters has come.
      await field.evaluate((input: HTMLInputElement) => {
        input.value = 'retention';
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
      await first.focus();
      await first.filter({ hasText: 'Retention' }).waitFor();
      expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
    });
  });

  test('corrects a typo, says so, and offers the way back', async () => {
    await travel(browser, root, async (page) => {
      await openSearch(page);
      await page.locator('dialog[open] input').fill('retension');
      await page.getByText('Showing results for').waitFor();
      expect(await results(page).locator('a').first().innerText()).toContain('Retention');
      await page.getByRole('button', { name: 'Search for “retension” instead' }).click();
      await page.getByText('Nothing in the guide for “retension”').first().waitFor();
      const list = results(page).getByRole('link', { name: 'list from A to Z' });
      // A link within a sentence is not told apart by its colour alone.
      expect(await list.evaluate((link) => getComputedStyle(link).textDecorationLine)).toBe('underline');
    });
  });

  test.each([
    ['nonsense', 'xqzvwk', /Nothing in the guide/],
    ['only stop words', 'what is the', /Type a role/],
    ['five hundred characters', 'zq'.repeat(260), /Nothing in the guide/],
    ['emoji', '🎉🎉', /Type a role/],
    ['markup', '<img src=x onerror=alert(1)>', /results?|Nothing in the guide/],
    ['right-to-left text', 'مرحبا', /Type a role|Nothing in the guide/],
  ])('answers %s with a sentence', async (_, words, sentence) => {
    await travel(browser, root, async (page) => {
      await openSearch(page);
      await page.locator('dialog input').fill(words);
      await page
        .locator('dialog[open] [role=status], dialog[open] [role=alert]')
        .filter({ hasText: sentence })
        .waitFor({ state: 'attached' });
    });
  });

  test('understands Chinese, pinyin and two roles', async () => {
    await travel(browser, `${root}search/`, async (page) => {
      const first = page.locator('[data-search-results] a').first();
      for (const [words, expected] of [
        ['拉新', 'Acquisition'],
        ['la xin', 'Acquisition'],
        ['lāxīn', 'Acquisition'],
        ['活动复盘', 'Retrospective'],
      ] as const) {
        await page.locator('#search-words').fill(words);
        await first.filter({ hasText: expected }).waitFor();
      }
      await page.locator('#search-words').fill('content vs new media');
      await first.filter({ hasText: 'How it differs' }).waitFor();
    });
  });

  test('searches nothing while an input method composes', async () => {
    await travel(browser, `${root}search/`, async (page) => {
      await page.locator('#search-words').evaluate((field: HTMLInputElement) => {
        field.dispatchEvent(new CompositionEvent('compositionstart'));
        field.value = 'lax';
        field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
      });
      await page.waitForTimeout(400);
      expect(await page.locator('[data-search-results] a').count()).toBe(0);
      await page.locator('#search-words').evaluate((field: HTMLInputElement) => {
        field.value = '拉新';
        field.dispatchEvent(new CompositionEvent('compositionend'));
      });
      await page.locator('[data-search-results] a').filter({ hasText: 'Acquisition' }).first().waitFor();
    });
  });
});
