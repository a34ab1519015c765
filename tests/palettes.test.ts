import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { withPage } from './reading.ts';

/** A reader’s own palette (forced colours, “high contrast”): what hue and wash say must be said by lines and letters. */
const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

/** Asks how things are painted: by selector, the properties named, and the colour of the page behind them. */
function readPaint(page: Page, asked: Record<string, [selector: string, pseudo?: string]>) {
  return page.evaluate((things) => {
    const root = getComputedStyle(document.documentElement).backgroundColor;
    return Object.fromEntries(
      Object.entries(things).map(([name, [selector, pseudo]]) => {
        const element = document.querySelector(selector);
        if (!element) throw new Error(`Nothing on the page is ${selector}`);
        const { color, fill, stroke, outlineStyle, outlineColor, borderLeftWidth, borderLeftColor, backgroundColor } =
          getComputedStyle(element, pseudo);
        const outline = outlineStyle === 'none' ? root : outlineColor;
        return [name, { root, color, fill, stroke, outline, borderLeftWidth, borderLeftColor, backgroundColor }];
      }),
    );
  }, asked);
}

describe.each([
  { palette: 'light', chosen: 'system' },
  { palette: 'dark', chosen: 'system' },
  { palette: 'dark', chosen: 'light' },
  { palette: 'light', chosen: 'dark' },
] as const)('in a $palette palette of the reader, with the theme “$chosen” chosen here', ({ palette, chosen }) => {
  const open = <T>(address: string, look: (page: Page) => Promise<T>): Promise<T> =>
    withPage(browser, origin + address, { forcedColors: 'active', colorScheme: palette }, async (page) => {
      await page.evaluate((theme) => {
        if (theme !== 'system') document.documentElement.dataset['theme'] = theme;
      }, chosen);
      return look(page);
    });

  test('plates have an edge, and stops, lines and codes of the map stand out from the page', async () => {
    const paint = await open('/', (page) =>
      readPaint(page, {
        plate: ['main .plate'],
        stop: ['.map .stop'],
        line: ['.map .line'],
        code: ['.map .code'],
        codePlate: ['.map .code-plate'],
        name: ['.map .name tspan'],
      }),
    );
    const { plate, stop, line, code, codePlate, name } = paint;
    expect(plate?.outline).not.toBe(plate?.root);
    expect(plate?.backgroundColor).toBe(plate?.root);
    expect(plate?.color).not.toBe(plate?.root);
    expect(stop?.stroke).not.toBe(stop?.root);
    expect(stop?.fill).not.toBe(stop?.stroke);
    expect(line?.stroke).not.toBe(line?.root);
    expect(codePlate?.fill).not.toBe(codePlate?.root);
    expect(code?.fill).not.toBe(codePlate?.fill);
    expect(name?.fill).not.toBe(name?.root);
  });

  test('the line and the section being read are framed, and the stops of a drawing hide the line behind them', async () => {
    const paint = await open('/roles/community/#ladder', async (page) => {
      await page.locator('.toc [aria-current]').waitFor();
      return readPaint(page, {
        line: ['.lines [aria-current]'],
        section: ['.toc [aria-current]'],
        other: ['.toc a:not([aria-current])'],
        stop: ['.stop-line > li', '::after'],
      });
    });
    const { line, section, other, stop } = paint;
    expect(line?.borderLeftColor).not.toBe(line?.root);
    expect(parseFloat(line?.borderLeftWidth ?? '')).toBeGreaterThanOrEqual(2);
    expect(section?.borderLeftColor).not.toBe(section?.root);
    expect(section?.borderLeftColor).not.toBe(other?.borderLeftColor);
    expect(stop?.borderLeftColor).not.toBe(stop?.root);
    expect(stop?.backgroundColor).toBe(stop?.root);
  });

  test('controls keep their edges', async () => {
    const paint = await open('/search/', (page) =>
      readPaint(page, { button: ['main button.button'], field: ['main input[type=search]'] }),
    );
    for (const { borderLeftColor, borderLeftWidth, root } of Object.values(paint)) {
      expect(borderLeftColor).not.toBe(root);
      expect(parseFloat(borderLeftWidth)).toBeGreaterThanOrEqual(1);
    }
  });
});
