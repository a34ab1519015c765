import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findBrowser, launch } from '../browser.ts';
import { findProgram, startNginx, type RunningServer, type ServedSite } from './servers.ts';
import { clear, layOut } from './sites.ts';

const nginx = findProgram('nginx');
const found = await findBrowser().catch(() => undefined);
if (found === undefined) console.warn('\n*** No browser on this machine: the headers are NOT tried in one. ***\n');

describe.skipIf(nginx === undefined || found === undefined)('a browser under all the headers', () => {
  let site: ServedSite;
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    site = layOut(inject('dist'), '/');
    server = await startNginx(nginx ?? '', site);
    if (found) browser = await launch(found);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    clear(site);
  });

  /** Opens an address and gathers every complaint: console lines, blocked things, failed requests. */
  async function open(address: string) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
    await page.goto(`${server.https ?? ''}${address}`, { waitUntil: 'networkidle' });
    return { page, complaints, close: () => context.close() };
  }

  test.each(['/', '/roles/user/', '/skills/', '/metrics/', '/glossary/', '/templates/', '/about/sources/'])(
    'complains of nothing on %s',
    async (address) => {
      const { page, complaints, close } = await open(address);
      // The sheet inside the page was applied, and the script in its head ran.
      expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('17px');
      expect(await page.evaluate(() => document.documentElement.classList.contains('js'))).toBe(true);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('finds words in full text, with the index and its WebAssembly', async () => {
    const { page, complaints, close } = await open('/search/?q=retention');
    await page.waitForSelector('[data-search-results] a');
    expect(await page.locator('[data-search-results] a').count()).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
    await close();
  });

  test('shows the missing page in its own style, and only says that it is missing', async () => {
    const { page, complaints, close } = await open('/no/such/page/');
    expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('17px');
    expect(complaints.filter((words) => !words.includes('404'))).toEqual([]);
    await close();
  });
});
