import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { openSearch } from '../search/reader.ts';
import { SITES } from '../sites.ts';
import { KEEP, button, saveEverything } from './control.ts';
import { deployVersion2 } from './host.ts';
import { openUntilSwitched, readTwoPages, readVersions, search, withReader } from './reader.ts';
import { SOON, cacheNames, isInstalling, isWaiting } from './worker.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each(SITES)('reading without a connection, $place', (site) => {
  test('an update comes whole or not at all', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      const sample = ['', 'roles/user/', 'career/moves/', 'glossary/'];
      await readTwoPages(page, host.root);
      await saveEverything(page);
      const [first] = await cacheNames(page);
      await deployVersion2(host, site.dist);

      host.broken.add('career/moves/');
      host.asked.length = 0;
      expect(await readVersions(page, host.root, ['roles/user/'])).toEqual(['2']);
      await expect.poll(() => host.asked.includes('career/moves/'), SOON).toBe(true);
      await expect.poll(() => isInstalling(page), SOON).toBe(false);
      expect(await cacheNames(page)).toEqual([first]);
      host.down = true;
      expect(await readVersions(page, host.root, sample)).toEqual(['1', '1', '1', '1']);

      host.down = false;
      host.broken.clear();
      await readVersions(page, host.root, ['roles/user/']);
      await expect.poll(() => isWaiting(page), SOON).toBe(true);
      await openUntilSwitched(page, `${host.root}roles/event/`);
      await expect.poll(async () => (await cacheNames(page)).length, SOON).toBe(1);
      expect(await cacheNames(page)).not.toEqual([first]);
      host.down = true;
      expect(await readVersions(page, host.root, sample)).toEqual(['2', '2', '2', '2']);
      expect(await search(page, host.root, 'retention')).toMatch(/retention/i);
      expect(await button(page, KEEP).isVisible()).toBe(false);
    });
  });

  test('a new version waits while a page of the old one is open, which keeps what it needs', async () => {
    await withReader(browser, site, async ({ host, context, page }) => {
      await readTwoPages(page, host.root);
      await saveEverything(page);
      await deployVersion2(host, site.dist);
      const second = await context.newPage();
      await second.goto(`${host.root}roles/event/`);
      await expect.poll(() => isWaiting(second), SOON).toBe(true);
      await second.goto(`${host.root}roles/content/`);
      // Long enough for a version that does not wait.
      await second.waitForTimeout(3000);
      expect(await isWaiting(second)).toBe(true);
      host.down = true;
      await openSearch(page);
      await page.locator('dialog[open] input').fill('retention');
      await page
        .locator('dialog[open] a', { hasText: /retention/i })
        .first()
        .waitFor();
      host.down = false;
      await page.close();
      await openUntilSwitched(second, `${host.root}roles/event/`);
      host.down = true;
      expect(await readVersions(second, host.root, ['', 'glossary/'])).toEqual(['2', '2']);
    });
  });

  test('pages read before an update are there after it', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      await readTwoPages(page, host.root);
      await deployVersion2(host, site.dist);
      await readVersions(page, host.root, ['skills/']);
      await expect.poll(() => isWaiting(page), SOON).toBe(true);
      await openUntilSwitched(page, `${host.root}career/`);
      host.down = true;
      expect(await readVersions(page, host.root, ['', 'roles/user/', 'skills/', 'career/'])).toEqual([
        '2',
        '2',
        '2',
        '2',
      ]);
      expect(await readVersions(page, host.root, ['start/'])).toEqual(['none']);
    });
  });
});
