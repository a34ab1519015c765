import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { closed, note, opened, read, root, tabTo, term } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

/** Makes the browser forget CSS anchor positioning. */
async function withoutAnchors(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const supports = CSS.supports.bind(CSS);
    CSS.supports = (name: string, value?: string) =>
      !name.includes('anchor') && (value === undefined ? supports(name) : supports(name, value));
  });
  await page.route('**/assets/term-note.*.css', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('anchor-name', 'no-such-thing') });
  });
}

describe.each([
  ['CSS anchors', async () => undefined],
  ['coordinates', withoutAnchors],
] as const)('placed by %s', (_, prepare) => {
  test.each([
    { width: 320, height: 568 },
    { width: 320, height: 256 },
    { width: 1280, height: 800 },
  ])('every note of a page is whole on a screen of $width × $height', async (viewport) => {
    await read(
      browser,
      async (page) => {
        const links = await page.locator('a.term').all();
        expect(links.length).toBeGreaterThan(8);
        for (const link of links) {
          await page.keyboard.press('Shift');
          await link.focus();
          await opened(page);
          const box = await note(page).boundingBox();
          const place = `${(await link.textContent()) ?? ''} ${JSON.stringify(box)}`;
          expect(box && box.x >= 0 && box.x + box.width <= viewport.width, place).toBe(true);
          expect(box && box.y >= 0 && box.y + box.height <= viewport.height, place).toBe(true);
          const at = await link.boundingBox();
          const touches =
            box && at && (Math.abs(box.y - at.y - at.height) < 1.5 || Math.abs(box.y + box.height - at.y) < 1.5);
          if (viewport.height > 300) expect(touches, place).toBe(true);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
          await page.keyboard.press('Escape');
          await closed(page);
        }
      },
      { options: { viewport }, prepare, address: `${root}roles/content/` },
    );
  });

  test('the note moves with its term when the page is scrolled', async () => {
    await read(
      browser,
      async (page) => {
        const gap = async (): Promise<number> =>
          ((await note(page).boundingBox())?.y ?? 0) - ((await term(page).boundingBox())?.y ?? 0);
        await tabTo(page);
        await opened(page);
        const before = await gap();
        // A browser moves what hangs on an anchor when it draws: the frame after the one in which the page scrolls.
        const scrolled = await page.evaluate(async () => {
          const start = scrollY;
          scrollBy(0, 60);
          for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
          return scrollY - start;
        });
        expect(scrolled).toBe(60);
        expect(Math.abs((await gap()) - before)).toBeLessThan(2);
      },
      { prepare },
    );
  });
});
