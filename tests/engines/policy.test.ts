import { expect, test } from 'vitest';
import { PAGE_TYPES } from '../pages.ts';
import { isThere, type Driver } from './driver.ts';
import { describeEngines } from './engines.ts';
import type { Host } from './host.ts';

/**
 * Breaks the policy on purpose and waits for the report. What is reported before it is what the pages did; and it shows
 * that this engine does report.
 */
async function expectOnlyThePlanted(driver: Driver, { reports }: Host): Promise<void> {
  await driver.eval(() => {
    new Image().src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
  });
  await expect.poll(() => reports, { timeout: 10_000 }).toContainEqual(expect.stringMatching(/^img-src data/));
  expect(reports).toHaveLength(1);
  reports.length = 0;
}

describeEngines('the policy, under all the headers of a host', { expected: /img-src|data:/ }, (travel) => {
  test('is kept by one page of each kind', () =>
    travel(async (driver, host) => {
      for (const address of PAGE_TYPES) {
        await driver.open(host.root + address.slice(1));
        // The sheet inside the page was applied, the script in its head ran, and the rest of the page is laid out.
        expect(await driver.eval(() => getComputedStyle(document.body).fontSize)).toBe('17px');
        await expect.poll(() => driver.eval(() => document.documentElement.className), { timeout: 10_000 }).toBe('js');
        expect(await driver.faults(), address).toEqual([]);
      }
      await expectOnlyThePlanted(driver, host);
    }));

  test('is kept by a search, on its page and in the dialog, and by the page it leads to', () =>
    travel(async (driver, host) => {
      await driver.open(`${host.root}search/?q=held-out`);
      await driver.wait(isThere, '[data-search-results][data-state=done] mark');
      await driver.click('[data-search-results] ol a');
      await driver.wait(isThere, '.unmark');
      await driver.press('Control+k');
      await driver.wait(() => document.activeElement?.id === 'dialog-words');
      await driver.type('#dialog-words', 'cohort');
      await driver.wait(isThere, 'dialog[open] [data-state=done] mark');
      expect(await driver.faults()).toEqual([]);
      await expectOnlyThePlanted(driver, host);
    }));
});
