import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { MOVING } from '../reading.ts';
import { visit } from '../visit.ts';

/** Visits a page as a reader who has not asked for less motion. */
export function travel(
  browser: Browser,
  address: string,
  journey: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  return visit(browser, address, journey, { ...MOVING, ...options });
}

/** What the open dialog has found. */
export const results = (page: Page): Locator => page.locator('dialog[open] [data-search-results]');
