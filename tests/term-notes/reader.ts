import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { TermNotes } from '../../src/model/term-notes.ts';
import { SITES } from '../sites.ts';
import { visit } from '../visit.ts';

/** The definitions of the built site, by the id of their term. */
export const notes = JSON.parse(readFileSync(join(inject('dist'), 'terms.json'), 'utf8')) as TermNotes;
/** Where the site at the root begins, with a slash at its end. */
export const { root } = SITES[0];
export const PHONE: BrowserContextOptions = { hasTouch: true, isMobile: true, viewport: { width: 320, height: 568 } };

/** What a journey has of its own: the options of its context, what is done to the page before it opens, its address. */
interface Setting {
  options?: BrowserContextOptions;
  prepare?: (page: Page) => Promise<unknown>;
  address?: string;
}

/** Visits a role guide, or another page. The browser’s own line about a file that a test has made fail is no error. */
export function read(
  browser: Browser,
  journey: (page: Page) => Promise<void>,
  { options = {}, prepare, address = `${root}roles/user/` }: Setting = {},
): Promise<void> {
  return visit(browser, address, journey, options, { prepare, excused: /^Failed to load resource/ });
}

/** The first link of a page to a term. */
export const term = (page: Page, id = 'churn'): Locator => page.locator(`a.term[href$="#${id}"]`).first();
/** The note, there only while it is open. */
export const note = (page: Page): Locator => page.locator('#term-note');
/** Waits until the note is open. */
export const opened = (page: Page): Promise<void> => note(page).waitFor();
/** Waits until the note is gone. */
export const closed = (page: Page): Promise<void> => note(page).waitFor({ state: 'detached' });

/** Moves the focus to a term as the keyboard does. */
export async function tabTo(page: Page, id?: string): Promise<void> {
  await page.keyboard.press('Shift');
  await term(page, id).focus();
}
