import { relative } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { listHtml } from '../../src/build/built-pages.ts';
import { writeKillWorker } from '../../src/offline/integration.ts';
import { launch } from '../browser.ts';
import { SITES } from '../sites.ts';
import { KEEP, REMOVE, SAVED, button, report, saveEverything } from './control.ts';
import { readTwoPages, readVersions, search, withReader, type Reader } from './reader.ts';
import { SOON, cacheNames, countRegistrations } from './worker.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each(SITES)('reading without a connection, $place', (site) => {
  test('saving tells how far it is, goes on where it failed, and then any page and the search are there', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      await page.goto(`${host.root}career/`);
      host.silent.set('career/moves/', () => undefined);
      await button(page, KEEP).click();
      await expect.poll(() => report(page).textContent(), SOON).toMatch(/^Saving: [1-9]\d* of \d{3} files$/);
      await expect.poll(() => report(page).textContent(), SOON).toMatch(/^Saving: (\d+) of \d{3} files$/);
      host.broken.add('career/moves/');
      host.silent.get('career/moves/')?.();
      await expect
        .poll(() => report(page).textContent(), SOON)
        .toMatch(/^The connection failed after \d+ of \d+ files: save again to fetch the rest\.$/);
      const [, done, all] = /(\d+) of (\d+)/.exec((await report(page).textContent()) ?? '') ?? [];
      host.silent.clear();
      host.broken.clear();
      host.asked.length = 0;
      await saveEverything(page);
      // What is there is not fetched again (the page itself and the worker are asked for besides).
      expect(host.asked.length).toBeLessThan(Number(all) - Number(done) + 8);
      // The whole stays below three megabytes.
      expect(Number(SAVED.exec((await report(page).textContent()) ?? '')?.[1])).toBeLessThan(3);
      expect(await button(page, KEEP).isVisible()).toBe(false);

      host.down = true;
      const addresses = listHtml(host.folder).map((path) => relative(host.folder, path).replace(/index\.html$/, ''));
      const some = addresses.filter((address, index) => address !== '404.html' && index % 9 === 0);
      expect(new Set(await readVersions(page, host.root, some))).toEqual(new Set(['1']));
      expect(await search(page, host.root, 'retention')).toMatch(/retention/i);
      expect(await page.locator('[data-search-page]').innerText()).not.toContain('cannot be searched right now');
      expect(await page.locator('[data-search-results] mark').count()).toBeGreaterThan(0);
      await page.goto(`${host.root}roles/event`);
      expect(page.url()).toBe(`${host.root}roles/event/`);
    });
  });

  test('removing takes everything away for good, until it is asked for again', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      await readTwoPages(page, host.root);
      await saveEverything(page);
      await button(page, REMOVE).click();
      await expect.poll(() => report(page).textContent(), SOON).toBe('The guide has been removed from this device.');
      await page.goto(`${host.root}career/`);
      await page.goto(`${host.root}skills/`);
      await button(page, KEEP).waitFor();
      await page.waitForLoadState('networkidle');
      expect([await countRegistrations(page), await cacheNames(page)]).toEqual([0, []]);
      expect(await button(page, REMOVE).isVisible()).toBe(false);
      await saveEverything(page);
      host.down = true;
      expect(await readVersions(page, host.root, ['career/moves/'])).toEqual(['1']);
    });
  });

  test('the kill switch clears the device', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      await readTwoPages(page, host.root);
      await saveEverything(page);
      await writeKillWorker(host.folder);
      await page.goto(`${host.root}career/`);
      await expect.poll(() => countRegistrations(page), SOON).toBe(0);
      expect(await cacheNames(page)).toEqual([]);
      expect(await readVersions(page, host.root, ['career/moves/'])).toEqual(['1']);
    });
  });
});

test('from a host that packs with Brotli, everything is kept, and the search finds it', async () => {
  const journey = async ({ host, page }: Reader): Promise<void> => {
    await page.goto(`${host.root}career/`);
    await saveEverything(page);
    expect(Number(SAVED.exec((await report(page).textContent()) ?? '')?.[1])).toBeLessThan(3);
    host.down = true;
    expect(await search(page, host.root, 'retention')).toMatch(/retention/i);
    expect(await page.locator('[data-search-results] mark').count()).toBeGreaterThan(0);
  };
  await withReader(browser, SITES[0], journey, true);
});
