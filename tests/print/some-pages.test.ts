import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { PAPERS, findOverflow, look, readSizes } from './paper.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

test.each(PAPERS)('on $format a form with many columns has a sheet on its side, and fits', async (paper) => {
  const form = '/templates/content-calendar/';
  await look(browser, form, paper.sideways, async (page) => {
    expect(await page.locator('.sheet th').count()).toBeGreaterThan(8);
    expect(await findOverflow(page, '.sheet *')).toEqual([]);
    expect(readSizes(await page.pdf({ format: paper.format }))).toContain(paper.turned);
  });
});

test('tables of rungs and of levels are kept whole', async () => {
  for (const [address, table] of [
    ['/roles/user/', '.h2:has(#skills) ~ table.levels'],
    ['/career/ladder/', "table:has([href*='#ladder-'])"],
  ] as const) {
    const inside = await look(browser, address, 672, (page) =>
      page
        .locator(table)
        .first()
        .evaluate((element) => getComputedStyle(element).breakInside),
    );
    expect(inside, address).toBe('avoid');
  }
});

test.each(['light', 'dark'] as const)(
  'a role keeps the hue of its line beneath its title, chosen theme: %s',
  async (theme) => {
    const seen = await look(
      browser,
      '/roles/user/',
      672,
      async (page) => {
        await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
        return page.evaluate(() => {
          const plate = document.querySelector('article .plate');
          const box = document.querySelector('h1')?.parentElement;
          if (!plate || !box) throw new Error('The page has no plate or no title.');
          const { backgroundColor, printColorAdjust } = getComputedStyle(plate);
          const { borderBottomColor, borderBottomWidth } = getComputedStyle(box);
          return {
            plate: [backgroundColor, printColorAdjust],
            rule: borderBottomColor,
            isHeavy: parseFloat(borderBottomWidth) > 4,
            ink: getComputedStyle(document.body).color,
          };
        });
      },
      { colorScheme: theme },
    );
    const hue = 'rgb(11, 92, 196)';
    expect(seen).toEqual({ plate: [hue, 'exact'], rule: hue, isHeavy: true, ink: 'rgb(20, 24, 28)' });
  },
);

test('the home page prints the map that runs across', async () => {
  const shown = await look(browser, '/', 672, (page) =>
    page.locator('svg.map').evaluateAll((maps) => maps.map((map) => map.getBoundingClientRect().width > 500)),
  );
  expect(shown).toEqual([true, false]);
});

test('printing opens what is closed and closes it again', async () => {
  const states = await look(browser, '/roles/user/', 672, (page) =>
    page.evaluate(() => {
      const closed = [...document.querySelectorAll<HTMLDetailsElement>('details.steps')];
      const count = (): number => closed.filter(({ open }) => open).length;
      closed[0]?.setAttribute('open', '');
      const counts = [count()];
      for (const name of ['beforeprint', 'afterprint']) {
        dispatchEvent(new Event(name));
        counts.push(count());
      }
      return { all: closed.length, counts };
    }),
  );
  expect(states.all).toBeGreaterThan(1);
  expect(states.counts).toEqual([1, states.all, 1]);
});
