import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { MOVING, withBlankPage } from '../reading.ts';
import type { Site } from '../sites.ts';
import { openHost, type Host } from './host.ts';
import { SOON, isKept, isWaiting } from './worker.ts';

/** A reader of a host of their own. `complaints` are errors of any page of the context, and what the policy refused it. */
export interface Reader {
  host: Host;
  context: BrowserContext;
  page: Page;
  complaints: string[];
}

/** Opens a host, `packed` or not, and a reader of it, runs the journey, closes both, and fails on any complaint. */
export async function withReader(
  browser: Browser,
  { dist, base }: Site,
  journey: (reader: Reader) => Promise<void>,
  packed = false,
): Promise<void> {
  const complaints: string[] = [];
  const host = await openHost(dist, base, packed);
  try {
    await withBlankPage(browser, MOVING, async (page) => {
      const context = page.context();
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('console', (message) => {
        if (/polic(y|ies)|trusted/i.test(message.text())) complaints.push(message.text());
      });
      await journey({ host, context, page, complaints });
    });
  } finally {
    await host.close();
    rmSync(host.folder, { recursive: true });
  }
  expect(complaints).toEqual([]);
}

/** Opens two pages, after which the worker is at work and has kept both. */
export async function readTwoPages(page: Page, root: string): Promise<void> {
  await page.goto(root);
  await page.goto(`${root}roles/user/`);
  await expect.poll(() => isKept(page, root), SOON).toBe(true);
  await expect.poll(() => isKept(page, `${root}roles/user/`), SOON).toBe(true);
}

/** Which version each of some pages is, opened one after the other; "none" for the page that says it is not kept. */
export async function readVersions(page: Page, root: string, addresses: readonly string[]): Promise<string[]> {
  const versions: string[] = [];
  for (const address of addresses) {
    const response = await page.goto(root + address);
    const mark = await page.locator('meta[name=version]').count();
    versions.push(response?.status() === 200 ? (mark > 0 ? '2' : '1') : 'none');
  }
  return versions;
}

/** Opens a page again and again until the version that waits has taken over. A new version comes with a page opened. */
export async function openUntilSwitched(page: Page, url: string): Promise<void> {
  const open = async (): Promise<boolean> => {
    await page.goto(url);
    await page.waitForTimeout(2000);
    return isWaiting(page);
  };
  await expect.poll(open, SOON).toBe(false);
}

/** Asks the search for a word and gives the links it finds, full text included. */
export async function search(page: Page, root: string, words: string): Promise<string> {
  await page.goto(`${root}search/?q=${words}`);
  await page.locator('[data-search-results][data-state=done]').waitFor();
  return (await page.locator('[data-search-results] a').allInnerTexts()).join();
}
