import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findFaults, loadAxe, RULES } from './axe.ts';
import { launch } from './browser.ts';
import { readPages } from './pages.ts';
import { saveData } from './reading.ts';
import { openSearch } from './search/reader.ts';

const origin = inject('origin');
const ADDRESSES = readPages(inject('dist')).map(({ address }) => address);
const SCHEMES = ['light', 'dark'] as const;
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 900 };

let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launch(inject('browser'));
  context = await browser.newContext({ reducedMotion: 'reduce', viewport: WIDE });
  // The letters at hand are the wider ones here, and less fits on a line.
  await saveData(context);
});
afterAll(() => browser.close());

/**
 * Every page is loaded once and judged four times. All rules run once at each width; a theme changes colours only, so
 * the second theme of a width is judged by the rules of colour. On the narrow screen all disclosures stand open.
 */
test.concurrent.each(ADDRESSES)('%s has no fault axe can find and nothing it cannot judge', async (address) => {
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(origin + address);
  // Until all of a page is laid out (src/islands/rest-of-page.ts), axe cannot judge what is further down on a phone.
  await page.locator('html:not(.first)').waitFor({ state: 'attached' });
  await loadAxe(page);
  expect(await findFaults(page, RULES.all), 'light, wide').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findFaults(page, RULES.colours), 'dark, wide').toEqual([]);
  await page.setViewportSize(NARROW);
  await page.evaluate(() => {
    for (const closed of document.querySelectorAll('details')) closed.open = true;
  });
  expect(await findFaults(page, RULES.all), 'dark, narrow').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await findFaults(page, RULES.colours), 'light, narrow').toEqual([]);
  await page.close();
});

describe.each(SCHEMES)('in %s', (colorScheme) => {
  test.each([
    ['results', 'retention'],
    ['a correction', 'retension'],
    ['a word left out', 'retention xqzvwk'],
    ['nothing found', 'xqzvwk'],
  ])('the open search has no fault axe can find and nothing it cannot judge: %s', async (_, words) => {
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme });
    await page.goto(`${origin}/`);
    await openSearch(page);
    await page.locator('dialog[open] input').fill(words);
    await page.locator('dialog [data-state=done]').waitFor();
    await loadAxe(page);
    expect(await findFaults(page)).toEqual([]);
    await page.close();
  });

  test('the letters of every plate have 4.5:1, and drawings paint what they tell axe', async () => {
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme });
    await page.goto(`${origin}/`);
    const found = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const luminance = (colour: string): number => {
        if (!canvas) return 0;
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const linear = [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((byte) =>
          byte <= 10 ? byte / 3294 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
      };
      const contrast = (one: string, other: string): number => {
        const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
      };
      const plates = [...document.querySelectorAll('.plate')].map((plate) => {
        const { color, backgroundColor } = getComputedStyle(plate);
        return { words: plate.textContent, contrast: contrast(color, backgroundColor) };
      });
      const words = [...document.querySelectorAll('.map tspan')].map((text) => {
        const { color, fill, backgroundColor } = getComputedStyle(text);
        const behind = text.matches('.code') ? text.parentElement?.previousElementSibling : null;
        const painted = behind
          ? getComputedStyle(behind).fill
          : getComputedStyle(document.documentElement).backgroundColor;
        return { words: text.textContent.trim(), told: [color, backgroundColor], painted: [fill, painted] };
      });
      return { plates, words };
    });
    expect(new Set(found.plates.map(({ words }) => words)).size).toBe(6);
    expect(found.plates.filter((plate) => plate.contrast < 4.5)).toEqual([]);
    expect(found.words.length).toBeGreaterThan(12);
    for (const { words, told, painted } of found.words) expect(told, words).toEqual(painted);
    await page.close();
  });
});
