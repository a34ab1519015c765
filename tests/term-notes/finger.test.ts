import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { PHONE, note, opened, read, root, term } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe('with a finger', () => {
  test('the first tap shows the note, and the second follows the term', async () => {
    await read(
      browser,
      async (page) => {
        await term(page).tap();
        await opened(page);
        expect(page.url()).toBe(`${root}roles/user/`);
        await term(page).tap();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      { options: PHONE },
    );
  });

  test('a tap beside the note closes it at once, and the next on the term shows it again', async () => {
    await read(
      browser,
      async (page) => {
        await term(page).tap();
        await opened(page);
        // Not for the loss of focus, which a finger does not always bring: nothing that waits happens now.
        await page.clock.pauseAt(Date.now() + 60_000);
        await page.locator('#what-you-do').tap({ position: { x: 2, y: 2 } });
        expect(await note(page).count()).toBe(0);
        await page.clock.resume();
        await term(page).tap();
        await opened(page);
        await note(page).getByRole('link').tap();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      { options: PHONE, prepare: (page) => page.clock.install() },
    );
  });

  test('a second tap follows the term when the definitions do not arrive', async () => {
    await read(
      browser,
      async (page) => {
        const asked = page.waitForRequest('**/terms.json');
        await term(page).tap();
        await asked;
        expect(page.url()).toBe(`${root}roles/user/`);
        await term(page).tap();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      { options: PHONE, prepare: (page) => page.route('**/terms.json', () => undefined) },
    );
  });
});
