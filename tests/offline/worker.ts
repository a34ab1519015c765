import type { Page } from 'playwright-core';

/** How long to wait for what will happen; a busy machine is slow. */
export const SOON = { timeout: 40_000 };

/** What a page can say of the worker and of what it has kept. */
export const cacheNames = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());
export const countRegistrations = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
export const isWaiting = (page: Page): Promise<boolean> =>
  page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.waiting);
export const isInstalling = (page: Page): Promise<boolean> =>
  page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.installing);
export const isKept = (page: Page, url: string): Promise<boolean> =>
  page.evaluate(async (key) => !!(await caches.match(key)), url);
