import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FoundBrowser } from '../browser.ts';

/** Scroll bars take room here, as they do on many desktops: whatever moves when one appears has to show. */
export function launchWithScrollBars({ path, args }: FoundBrowser): Promise<Browser> {
  const hidden = '--hide-scrollbars';
  return chromium.launch({
    executablePath: path,
    args: args.filter((argument) => argument !== hidden),
    ignoreDefaultArgs: [hidden],
  });
}

/** Opens an address in a context of its own, runs the journey, and fails on any error or policy violation on the way. */
export async function visit(
  browser: Browser,
  address: string,
  journey: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(address);
    await journey(page);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
  }
}

/** What has the focus: the field, the address of a link, or the words of a button. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element instanceof HTMLAnchorElement) return element.pathname + element.hash;
    return element instanceof HTMLInputElement ? 'field' : (element?.textContent ?? '').trim();
  });

/** Where links lead, in order. */
export const addressesOf = (links: Locator): Promise<string[]> =>
  links.evaluateAll((list: HTMLAnchorElement[]) => list.map(({ pathname, hash }) => pathname + hash));
