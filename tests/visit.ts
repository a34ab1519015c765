import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { withBlankPage } from './reading.ts';

/** How long a step of a journey may take on a busy machine, in milliseconds. */
const PATIENCE = 60_000;

/** What a test does to a page before it opens, and the errors in the console it brings about by that. */
export interface Trouble {
  prepare?: ((page: Page) => Promise<unknown>) | undefined;
  excused?: RegExp;
}

/** Gathers what goes wrong on a page from now on: errors, in the console too, and breaches of the policy. */
async function gatherFaults(page: Page, excused?: RegExp): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !excused?.test(message.text())) faults.push(message.text());
  });
  await page.exposeFunction('reportBreach', (directive: string) => faults.push(directive));
  await page.addInitScript(`addEventListener('securitypolicyviolation', (e) => reportBreach(e.violatedDirective))`);
  return faults;
}

/** Opens an address in a context of its own, runs the journey, and fails on any error or breach of the policy. */
export function visit(
  browser: Browser,
  address: string,
  journey: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
  { prepare, excused }: Trouble = {},
): Promise<void> {
  return withBlankPage(browser, options, async (page) => {
    page.setDefaultTimeout(PATIENCE);
    const faults = await gatherFaults(page, excused);
    await prepare?.(page);
    await page.goto(address);
    await journey(page);
    expect(faults).toEqual([]);
  });
}
