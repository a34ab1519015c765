import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { note, opened, read, tabTo } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([1280, 320])('the open note has no accessibility fault axe can find at %i px', async (width) => {
    await read(
      browser,
      async (page) => {
        await tabTo(page);
        await opened(page);
        const { violations, incomplete } = await new AxeBuilder({ page })
          .options({ rules: { 'target-size': { enabled: true }, 'color-contrast-enhanced': { enabled: true } } })
          .include('#term-note')
          .include('a.term[aria-describedby]')
          .analyze();
        expect(
          [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`),
        ).toEqual([]);
      },
      { options: { colorScheme, viewport: { width, height: 800 } } },
    );
  });
});

test('the note has an edge in forced colours, and does not print', async () => {
  await read(
    browser,
    async (page) => {
      await tabTo(page);
      await opened(page);
      expect(await page.locator('#term-note-box').evaluate((box) => getComputedStyle(box).borderTopWidth)).toBe('1px');
      await page.emulateMedia({ media: 'print' });
      expect(await note(page).isVisible()).toBe(false);
    },
    { options: { forcedColors: 'active' } },
  );
});
