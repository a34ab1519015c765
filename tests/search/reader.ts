import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
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

/**
 * Opens the search dialog by its key, once its program has come. A reader who asks before that is sent on to the search
 * page after four seconds, which a busy machine may take.
 */
export async function openSearch(page: Page): Promise<void> {
  await page.locator('[data-key]:not([hidden])').first().waitFor({ state: 'attached' });
  await page.locator('[data-search-open]').first().dispatchEvent('pointerenter');
  await page.locator('dialog.search').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+k');
  await page.locator('dialog.search[open]').waitFor();
}
