import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { compareLooks, nameOf, takeLook, VIEWS } from './looks.ts';
import { PAGE_TYPES } from './pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

/**
 * Compares the first screen of each page type with a stored small picture: a moved column, a lost rule or a wrong hue is
 * seen, another machine’s letter edges are not. After a wanted change: npm run looks
 */
describe.each(VIEWS)('seen on a $name screen', (view) => {
  test.each(PAGE_TYPES)('%s looks as it was left', async (address) => {
    const stored = readFileSync(new URL(`looks/${nameOf(address, view.name)}.png`, import.meta.url));
    const { mean, plain } = await compareLooks(stored, await takeLook(browser, inject('origin') + address, view));
    expect(mean, 'mean difference').toBeLessThan(0.02);
    expect(plain, 'share of pixels plainly different').toBeLessThan(0.02);
  });
});

test('the comparison sees a column that moved and a hue that changed', async () => {
  const [wide] = VIEWS;
  const user = readFileSync(new URL(`looks/${nameOf('/roles/user/', wide.name)}.png`, import.meta.url));
  const event = readFileSync(new URL(`looks/${nameOf('/roles/event/', wide.name)}.png`, import.meta.url));
  const { mean, plain } = await compareLooks(user, event);
  expect(mean > 0.02 || plain > 0.02).toBe(true);
});
