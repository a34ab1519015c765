import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { PAGE_TYPES } from '../pages.ts';
import { SITES } from '../sites.ts';
import { visit } from '../visit.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

const { root } = SITES[0];

/** Runs in the page before anything of it: keeps what moved, and from where to where. */
function watchShifts(): void {
  const shifts: string[] = [];
  Object.assign(globalThis, { shifts });
  type Shift = PerformanceEntry & { sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] };
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries() as Shift[])
      for (const {
        node,
        previousRect: { x, y },
        currentRect,
      } of sources)
        shifts.push(`${node?.nodeName ?? 'gone'}: ${x}, ${y} → ${currentRect.x}, ${currentRect.y}`);
  }).observe({ type: 'layout-shift', buffered: true });
}

/** The browser slows each answer of a page, and tells the page so. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const line = { offline: false, latency: 400, downloadThroughput: 1e6, uploadThroughput: 1e6 };
  await session.send('Network.emulateNetworkConditions', line);
}

describe.each([
  { name: 'a phone', viewport: { width: 390, height: 800 } },
  { name: 'a wide screen', viewport: { width: 1280, height: 800 } },
])('while a page loads on $name', ({ viewport }) => {
  const pages = [...PAGE_TYPES, '/offline/', '/search/?q=retention', '/search/?q=xyzzyx'];

  test.each(pages)('nothing of %s moves', async (address) => {
    const look = async (page: Page): Promise<void> => {
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate('shifts')).toEqual([]);
    };
    const prepare = (page: Page): Promise<unknown> => page.addInitScript(watchShifts);
    await visit(browser, root + address.slice(1), look, { viewport }, { prepare });
  });
});

describe('the letters of the guide', () => {
  /** Reads a page, and hands on which fonts it asked for. */
  async function read(
    look: (page: Page, fonts: string[]) => Promise<void>,
    prepare?: (page: Page) => Promise<void>,
  ): Promise<void> {
    const fonts: string[] = [];
    const journey = async (page: Page): Promise<void> => {
      await page.waitForLoadState('networkidle');
      await look(page, fonts);
    };
    const watch = async (page: Page): Promise<void> => {
      page.on('request', (request) => {
        if (request.resourceType() === 'font') fonts.push(new URL(request.url()).pathname);
      });
      await prepare?.(page);
    };
    await visit(browser, `${root}roles/user/`, journey, {}, { prepare: watch });
  }

  test('are asked for once, and come', async () => {
    await read(async (page, fonts) => {
      expect(fonts).toEqual([expect.stringMatching(/\/assets\/guide\..*\.woff2$/)]);
      const faces = await page.evaluate(() => [...document.fonts].map(({ family, status }) => [family, status]));
      expect(faces).toContainEqual(['Guide', 'loaded']);
    });
  });

  test('are what the words are set in, on the second page at the latest', async () => {
    await read(async (page) => {
      await page.goto(`${root}roles/product/`);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('DOM.enable');
      await devtools.send('CSS.enable');
      const { root: document } = await devtools.send('DOM.getDocument');
      for (const selector of ['h2', '.prose > p', 'nav a']) {
        const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: document.nodeId, selector });
        const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
        // No other letters stand beside them.
        expect(
          fonts.map(({ familyName, isCustomFont }) => [familyName, isCustomFont]),
          selector,
        ).toEqual([['Atkinson Hyperlegible Next', true]]);
      }
    });
  });

  test('are not waited for on a slow line', async () => {
    await read(async (page, fonts) => {
      expect(fonts).toEqual([]);
      expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toMatch(/^"?Guide fallback/);
    }, slowDown);
  });
});
