import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readPageHashes } from '../../src/hosting/site.ts';
import { findBrowser, launch } from '../browser.ts';
import { serveDirectory, type TestServer } from '../server.ts';
import { BASE } from '../setup.ts';
import { headersOf, policiesOf } from './headers-file.ts';

const found = await findBrowser().catch(() => undefined);
if (found === undefined) console.warn('\n*** No browser on this machine: _headers is NOT tried in one. ***\n');

/** Asks for a page without the policy that stands in it. */
const BARE = '?bare';
const OWN_POLICY = /<meta http-equiv="content-security-policy"[^>]*>/;

describe.each([
  { where: 'at the root', site: 'dist', prefix: '' },
  { where: 'under a base path', site: 'baseDist', prefix: BASE.slice(0, -1) },
] as const)('_headers $where', ({ site, prefix }) => {
  const text = readFileSync(join(inject(site), '_headers'), 'utf8');
  const pages = readPageHashes(inject(site));

  test('allows each page its own sheet, by its hash and not as any inline style', () => {
    const atRoot = [...pages].filter(([address]) => !address.endsWith('/')).map(([address]) => address);
    expect(atRoot).toEqual(['/404.html']);
    for (const [address, { styles, scripts }] of pages) {
      const policies = policiesOf(text, `${prefix}${address}`);
      for (const policy of policies) {
        const allowed = policy.get('style-src') ?? [];
        if (!allowed.includes("'unsafe-inline'")) expect(allowed, address).toEqual(expect.arrayContaining([...styles]));
        expect(policy.get('script-src'), address).toEqual(expect.arrayContaining([...scripts]));
        expect(policy.get('default-src'), address).toEqual(["'none'"]);
      }
      const exact = policies.filter((policy) => !policy.get('style-src')?.includes("'unsafe-inline'"));
      if (!atRoot.includes(address)) expect(exact, address).toHaveLength(1);
    }
  });

  test('allows the page that says an address is missing to look as it should, wherever that is', () => {
    const [sheet = ''] = pages.get('/404.html')?.styles ?? [];
    for (const address of ['/nowhere/', '/roles/nobody/', '/skills/none/', '/metrics/x']) {
      for (const policy of policiesOf(text, `${prefix}${address}`)) {
        const allowed = policy.get('style-src') ?? [];
        expect(allowed.includes(sheet) || allowed.includes("'unsafe-inline'"), address).toBe(true);
      }
    }
  });
});

describe.skipIf(found === undefined)('a browser on a host that reads _headers', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    const dist = inject('dist');
    const text = readFileSync(join(dist, '_headers'), 'utf8');
    server = await serveDirectory(dist, '/', (request, response) => {
      for (const [name, value] of headersOf(text, request.url ?? '/')) response.setHeader(name, value);
      if (!request.url?.endsWith(BARE)) return false;
      const page = readFileSync(join(dist, request.url.slice(0, -BARE.length), 'index.html'), 'utf8');
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page.replace(OWN_POLICY, ''));
      return true;
    });
    if (found) browser = await launch(found);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test.each([
    '/',
    '/roles/user/',
    '/skills/',
    '/search/?q=retention',
    '/glossary/',
    '/about/sources/',
    '/roles/nobody/',
  ])('complains of nothing on %s', async (address) => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const response = await page.goto(`${server.origin}${address}`, { waitUntil: 'networkidle' });
    // Both policies arrived, the one of all addresses and the one of the part.
    expect(response?.headers()['content-security-policy']?.match(/default-src 'none'/g)).toHaveLength(2);
    expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('17px');
    expect(complaints.filter((words) => !words.includes('404'))).toEqual([]);
    await page.close();
  });

  test('lets no inline style in that is not the page’s own, were the page to have no policy itself', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/roles/user/${BARE}`);
    expect(await page.locator('meta[http-equiv="content-security-policy"]').count()).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('17px');
    const colour = await page.evaluate(() => {
      const sheet = document.createElement('style');
      sheet.textContent = 'body { color: rgb(1, 2, 3) }';
      document.head.append(sheet);
      return getComputedStyle(document.body).color;
    });
    expect(colour).not.toBe('rgb(1, 2, 3)');
    await page.close();
  });
});
