import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { SITES } from '../sites.ts';
import { KEEP, button } from './control.ts';
import { readTwoPages, readVersions, withReader } from './reader.ts';
import { SOON, cacheNames, countRegistrations, isKept } from './worker.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each(SITES)('reading without a connection, $place', (site) => {
  test('nothing is registered or kept on the first page, however often it is loaded', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      await page.goto(host.root);
      await page.reload();
      await button(page, KEEP).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await countRegistrations(page)).toBe(0);
      expect(await cacheNames(page)).toEqual([]);
      expect(host.asked).not.toContain('sw.js');
    });
  });

  test('the page lets in our own worker and no other', async () => {
    await withReader(browser, site, async ({ host, page, complaints }) => {
      await readTwoPages(page, host.root);
      expect(complaints).toEqual([]);
      const register = (url: string): Promise<string> =>
        page.evaluate((other) => navigator.serviceWorker.register(other).then(() => 'let in', String), url);
      expect(await register(`${site.base}pagefind/pagefind.js`)).toContain('TypeError');
      await expect.poll(() => complaints.join(), SOON).toContain('policy violated: require-trusted-types-for');
      complaints.length = 0;
    });
  });

  test('the icon in the tab comes from the server while that is there, else from the device', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      await readTwoPages(page, host.root);
      const ask = async (): Promise<[status: number, fromWorker: boolean]> => {
        const address = `${host.root}favicon.svg`;
        const [answer] = await Promise.all([
          page.waitForResponse(address),
          page.evaluate((url) => fetch(url, { cache: 'no-store' }).then(({ status }) => status), address),
        ]);
        return [answer.status(), answer.fromServiceWorker()];
      };
      expect(await ask()).toEqual([200, false]);
      host.down = true;
      await page.goto(host.root);
      expect(await ask()).toEqual([200, true]);
    });
  });

  test('pages that were read are there when the server is gone, and others say so', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      await readTwoPages(page, host.root);
      expect(await countRegistrations(page)).toBe(1);
      await page.goto(`${host.root}career/ladder/`);
      await expect.poll(() => isKept(page, `${host.root}career/ladder/`), SOON).toBe(true);
      host.down = true;
      expect(await readVersions(page, host.root, ['', 'roles/user/', 'career/ladder/', 'career/moves/'])).toEqual([
        '1',
        '1',
        '1',
        'none',
      ]);
      expect(await page.locator('h1').innerText()).toBe('Without a connection');
      const list = page.locator('saved-pages');
      await list.waitFor();
      expect(
        await list.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
      ).toContain(`${site.base}roles/user/`);
      expect(await list.getByRole('link').filter({ visible: true }).allInnerTexts()).toHaveLength(3);
      await list.getByRole('link', { name: 'Home' }).click();
      await page.waitForURL(host.root);
      host.down = false;
      expect(await readVersions(page, host.root, ['career/moves/'])).toEqual(['1']);
    });
  });

  test('a page that hangs is shown from the device, and one that is not there waits for the server', async () => {
    await withReader(browser, site, async ({ host, page }) => {
      await readTwoPages(page, host.root);
      host.silent.set('', () => undefined);
      expect((await page.goto(host.root))?.fromServiceWorker()).toBe(true);
      expect(await page.locator('h1').count()).toBe(1);
      host.broken.add('roles/user/');
      expect((await page.goto(`${host.root}roles/user/`))?.status()).toBe(200);
      host.broken.add('career/moves/');
      expect((await page.goto(`${host.root}career/moves/`))?.status()).toBe(500);
    });
  });
});
