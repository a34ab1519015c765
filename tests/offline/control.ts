import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { SOON } from './worker.ts';

/** What the control for keeping the guide says. */
export const KEEP = 'Keep this guide on this device';
export const REMOVE = 'Remove from this device';
export const SAVED = /^The whole guide is on this device \((\d\.\d) MB\) and opens without a connection\.$/;

/** A button of a page by its name. */
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name });
/** Where the control says how far it is. */
export const report = (page: Page): Locator => page.locator('[data-offline] output');

/** Keeps the whole guide on the device, and waits until it is there. */
export async function saveEverything(page: Page): Promise<void> {
  await button(page, KEEP).click();
  await expect.poll(() => report(page).textContent(), SOON).toMatch(SAVED);
}
