import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { PAGE_TYPES } from './pages.ts';
import { findLosses, withPage } from './reading.ts';
import { openSearch } from './search/reader.ts';

const origin = inject('origin');
const WIDE = { viewport: { width: 1280, height: 800 } };
let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe('a browser that takes none of the styles', () => {
  const strip = async (page: Page): Promise<void> => {
    await page.evaluate(() => {
      for (const sheet of document.querySelectorAll('style, link[rel=stylesheet]')) sheet.remove();
    });
    expect(await page.evaluate(() => document.styleSheets.length)).toBe(0);
  };

  test.concurrent.each(PAGE_TYPES)('shows %s from top to bottom in the order of its text', async (address) => {
    const shown = await withPage(browser, origin + address, WIDE, async (page) => {
      await strip(page);
      return page.evaluate(() => {
        const parts = [...document.querySelectorAll('.skip, header a, h1, h2, h3, main p, body > footer')].filter(
          (part) => part.textContent.trim() && part.checkVisibility() && !part.closest('td, th'),
        );
        const boxes = parts.map((part) => ({
          words: `${part.tagName} ${part.textContent.trim().slice(0, 40)}`,
          ...part.getBoundingClientRect().toJSON(),
        })) as { words: string; top: number; height: number; width: number }[];
        return {
          parts: boxes.length,
          jumps: boxes.filter(({ top }, index) => top < (boxes[index - 1]?.top ?? -Infinity)).map(({ words }) => words),
          unseen: boxes.filter(({ height, width }) => height * width === 0).map(({ words }) => words),
        };
      });
    });
    expect(shown.parts).toBeGreaterThan(8);
    expect(shown.jumps).toEqual([]);
    expect(shown.unseen).toEqual([]);
  });

  test('follows its links: to the text, to a section, to another page', async () => {
    await withPage(browser, `${origin}/roles/user/`, WIDE, async (page) => {
      await strip(page);
      await page.getByRole('link', { name: 'Skip to the text' }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      const contents = page.getByRole('navigation', { name: 'On this page' });
      await contents.getByRole('link', { name: 'The ladder', exact: true }).click();
      expect(await page.evaluate(() => document.querySelector('#ladder')?.getBoundingClientRect().top)).toBeLessThan(
        200,
      );
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Skills' }).click();
      await page.waitForURL(`${origin}/skills/`);
    });
  });

  test('draws the map in outline: nothing painted hides its words', async () => {
    const painted = await withPage(browser, `${origin}/`, WIDE, async (page) => {
      await strip(page);
      return page.evaluate(
        () =>
          [...document.querySelectorAll('svg.map *')].filter((shape) => getComputedStyle(shape).fill !== 'none').length,
      );
    });
    expect(painted).toBe(0);
  });
});

/** What a browser's translator does: every piece of text stands in two <font> elements, also what appears later. */
function translate(page: Page): Promise<void> {
  return page.evaluate(() => {
    const wrap = (root: Node): void => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest('font, script, style, svg, math, [translate=no]') || !node.nodeValue?.trim()
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
      );
      while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
      for (const text of texts) {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        outer.append(inner);
        text.replaceWith(outer);
        inner.append(`»${text.data}«`);
      }
    };
    wrap(document.body);
    document.documentElement.lang = 'de';
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.parentNode) wrap(node.parentNode);
    }).observe(document.body, { childList: true, subtree: true });
  });
}

/** Pseudo-elements that engines of the last years lack: what they do not know makes them drop the whole list of selectors. */
const YOUNG = /::(?:highlight|view-transition|scroll-|marker-|target-text)/;

test('a browser that lacks a young pseudo-element loses no other rule by it', () => {
  const dist = inject('dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(css|html)$/.test(file));
  const sheets = files.flatMap((file) => {
    const text = readFileSync(join(dist, file), 'utf8');
    return file.endsWith('.css') ? [text] : [...text.matchAll(/<style[^>]*>([^<]*)/g)].map(([, css = '']) => css);
  });
  const lists = new Set(sheets.flatMap((css) => css.match(/[^{};]+(?=\{)/g) ?? []).filter((list) => YOUNG.test(list)));
  expect(lists.size).toBeGreaterThan(0);
  expect([...lists].filter((list) => !list.split(',').every((selector) => YOUNG.test(selector)))).toEqual([]);
});

describe('a browser that translates the page', () => {
  const visitTranslated = (address: string, journey: (page: Page) => Promise<void>): Promise<void> =>
    withPage(browser, origin + address, WIDE, async (page) => {
      const faults: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(message));
      await translate(page);
      await journey(page);
      expect(faults).toEqual([]);
    });

  test('still marks the section being read, and its contents lead there', async () => {
    await visitTranslated('/roles/user/', async (page) => {
      await page.locator('.toc a[href="#ladder"]').click();
      await page.locator('.toc a[href="#ladder"][aria-current]').waitFor();
      expect(await page.locator('.toc [aria-current]').innerText()).toBe('»The ladder«');
    });
  });

  test('still searches, shows what is found, and follows it', async () => {
    await visitTranslated('/', async (page) => {
      await openSearch(page);
      // Twice, since what a translator has changed must give way to the next results.
      for (const words of ['Churn', 'Retention']) {
        await page.keyboard.press('Control+a');
        await page.keyboard.type(words);
        const found = page.locator('dialog[open] [data-state=done] a').first();
        await found.filter({ hasText: `»${words}` }).waitFor();
      }
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(/#/);
    });
  });

  test('still shows the metrics of one role', async () => {
    await visitTranslated('/metrics/', async (page) => {
      const all = await page.locator('.metric:visible').count();
      await page.locator('metric-filter select').selectOption('event');
      await page.waitForFunction((before) => document.querySelectorAll('.metric:not([hidden])').length < before, all);
    });
  });

  test.concurrent.each(PAGE_TYPES)('loses nothing of %s', async (address) => {
    const losses = await withPage(
      browser,
      origin + address,
      { viewport: { width: 320, height: 640 } },
      async (page) => {
        await translate(page);
        return findLosses(page);
      },
    );
    expect(losses).toEqual([]);
  });
});
