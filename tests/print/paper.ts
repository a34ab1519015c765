import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { MOVING, withPage } from '../reading.ts';

/** Their sizes in points, upright and turned, and the room for text between the margins in px. */
export const PAPERS = [
  { format: 'A4', size: '596 by 843', turned: '843 by 596', upright: 672, sideways: 1001 },
  { format: 'Letter', size: '612 by 792', turned: '792 by 612', upright: 695, sideways: 935 },
] as const;

/** Opens a page as it is on paper with room of a width in px, looks at it, and closes it. */
export function look<Result>(
  browser: Browser,
  address: string,
  width: number,
  see: (page: Page) => Promise<Result>,
  options: BrowserContextOptions = {},
): Promise<Result> {
  const sheet = { ...MOVING, viewport: { width, height: 900 }, ...options };
  return withPage(browser, inject('origin') + address, sheet, async (page) => {
    await page.emulateMedia({ media: 'print' });
    return see(page);
  });
}

/** Reads the sizes of the pages of a PDF, in whole points. */
export function readSizes(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\n[\s\S]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => `${Math.round(Number(width))} by ${Math.round(Number(height))}`,
  );
}

/** What stands outside the room for text. */
export function findOverflow(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((within) => {
    const list = [...document.querySelectorAll<HTMLElement>(within)];
    return list
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`);
  }, selector);
}
