import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { PAGE_TYPES } from './pages.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  describe.each([1280, 320])('at %i px', (width) => {
    test.each(PAGE_TYPES)('%s has no accessibility fault axe can find', async (address) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.goto(origin + address);
      const { violations, incomplete } = await new AxeBuilder({ page })
        .options({ rules: { 'target-size': { enabled: true } } })
        .analyze();
      const list = (found: typeof violations) =>
        found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
      expect(list(violations)).toEqual([]);
      expect(list(incomplete)).toEqual([]);
      await context.close();
    });
  });

  test('the open search has no accessibility fault axe can find', async () => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('retention');
    await page.locator('dialog [data-state=done]').waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
    await context.close();
  });
});
