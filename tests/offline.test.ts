/** Longer than 200 lines: one host that can fail, and the journeys that need it, each at the root and under a base path. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { listHtml } from '../src/build/built-pages.ts';
import { policy } from '../src/build/policy.ts';
import { writeKillWorker, writeWorker } from '../src/offline/integration.ts';
import { launch } from './browser.ts';
import { servePacked } from './packed.ts';
import { serveDirectory, type TestServer } from './server.ts';

/** How long to wait for what will happen; a busy machine is slow. */
const SOON = { timeout: 40_000 };
const KEEP = 'Keep this guide on this device';
const REMOVE = 'Remove from this device';
const SAVED = /^The whole guide is on this device \((\d\.\d) MB\) and opens without a connection\.$/;

/** A server that can go away, fail, fall silent, or move to another build: what stands in its folder is deployed. */
interface Host extends TestServer {
  root: string;
  folder: string;
  down: boolean;
  /** Addresses answered with a failure. */
  broken: Set<string>;
  /** Addresses left without an answer, and what ends their wait. */
  silent: Map<string, () => void>;
  asked: string[];
}

/** `packed`: the host sends x.br in place of x, where a browser takes it. */
async function openHost(dist: string, base: string, packed = false): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'offline-'));
  cpSync(dist, folder, {
    recursive: true,
    filter: (path) => !/\.(gz|png)$/.test(path) && (packed || !path.endsWith('.br')),
  });
  const sendPacked = servePacked(folder, base);
  const state = {
    folder,
    down: false,
    broken: new Set<string>(),
    silent: new Map<string, () => void>(),
    asked: [] as string[],
  };
  const server = await serveDirectory(folder, base, (request, response) => {
    const address = (request.url ?? '').split('?')[0]?.slice(base.length) ?? '';
    state.asked.push(address);
    if (state.down) request.socket.destroy();
    else if (state.broken.has(address)) response.writeHead(500).end('broken');
    else if (state.silent.has(address)) state.silent.set(address, () => request.socket.destroy());
    else {
      // A worker has the policy it is sent with, not that of the page.
      if (address === 'sw.js') response.setHeader('content-security-policy', policy([], []));
      return packed && sendPacked(request, response);
    }
    return true;
  });
  return Object.assign(state, server, { root: `${server.origin}${base}` });
}

/** Puts a second version on a host: every page carries a mark, and the script of every page has another name. */
async function deployVersion2(host: Host, dist: string): Promise<void> {
  const scripts = readdirSync(join(host.folder, 'assets')).filter(
    (name) => name.startsWith('Base.') && name.endsWith('.js'),
  );
  for (const name of scripts) renameSync(join(host.folder, 'assets', name), join(host.folder, 'assets', `New${name}`));
  for (const path of listHtml(host.folder)) {
    const html = readFileSync(join(dist, relative(host.folder, path)), 'utf8');
    const marked = html.replace('</title>', '</title><meta name="version" content="2">');
    writeFileSync(
      path,
      scripts.reduce((text, name) => text.replaceAll(name, `New${name}`), marked),
    );
  }
  await writeWorker(host.folder);
}

/** Which version each of some pages is, opened one after the other; "none" for the page that says it is not kept. */
async function readVersions(page: Page, root: string, addresses: readonly string[]): Promise<string[]> {
  const versions: string[] = [];
  for (const address of addresses) {
    const response = await page.goto(root + address);
    const mark = await page.locator('meta[name=version]').count();
    versions.push(response?.status() === 200 ? (mark > 0 ? '2' : '1') : 'none');
  }
  return versions;
}

const cacheNames = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());
const countRegistrations = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
const isWaiting = (page: Page): Promise<boolean> =>
  page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.waiting);
const isInstalling = (page: Page): Promise<boolean> =>
  page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.installing);
const isKept = (page: Page, url: string): Promise<boolean> =>
  page.evaluate(async (key) => !!(await caches.match(key)), url);
const button = (page: Page, name: string) => page.getByRole('button', { name });
const report = (page: Page) => page.locator('[data-offline] output');

async function saveEverything(page: Page): Promise<void> {
  await button(page, KEEP).click();
  await expect.poll(() => report(page).textContent(), SOON).toMatch(SAVED);
}

/** Opens a page again and again until the version that waits has taken over. A new version comes with a page opened. */
async function openUntilSwitched(page: Page, url: string): Promise<void> {
  const open = async (): Promise<boolean> => {
    await page.goto(url);
    await page.waitForTimeout(2000);
    return isWaiting(page);
  };
  await expect.poll(open, SOON).toBe(false);
}

/** Asks the search for a word and gives the links it finds, full text included. */
async function search(page: Page, root: string, words: string): Promise<string> {
  await page.goto(`${root}search/?q=${words}`);
  await page.locator('[data-search-results][data-state=done]').waitFor();
  return (await page.locator('[data-search-results] a').allInnerTexts()).join();
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each([
  ['at the root', inject('dist'), '/'],
  ['under a base path', inject('baseDist'), '/ops-guide/'],
])('reading without a connection, %s', (_, dist, base) => {
  let host: Host;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeEach(async () => {
    host = await openHost(dist, base);
    context = await browser.newContext();
    complaints = [];
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (/polic(y|ies)|trusted/i.test(message.text())) complaints.push(message.text());
    });
    page = await context.newPage();
  });

  afterEach(async () => {
    await context.close();
    await host.close();
    rmSync(host.folder, { recursive: true });
    expect(complaints).toEqual([]);
  });

  /** Opens two pages, after which the worker is at work and has kept both. */
  async function readTwoPages(): Promise<void> {
    await page.goto(host.root);
    await page.goto(`${host.root}roles/user/`);
    await expect.poll(() => isKept(page, host.root), SOON).toBe(true);
    await expect.poll(() => isKept(page, `${host.root}roles/user/`), SOON).toBe(true);
  }

  test('nothing is registered or kept on the first page, however often it is loaded', async () => {
    await page.goto(host.root);
    await page.reload();
    await button(page, KEEP).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await countRegistrations(page)).toBe(0);
    expect(await cacheNames(page)).toEqual([]);
    expect(host.asked).not.toContain('sw.js');
  });

  test('the page lets in our own worker and no other', async () => {
    await readTwoPages();
    expect(complaints).toEqual([]);
    const register = (url: string): Promise<string> =>
      page.evaluate((other) => navigator.serviceWorker.register(other).then(() => 'let in', String), url);
    expect(await register(`${base}pagefind/pagefind.js`)).toContain('TypeError');
    await expect.poll(() => complaints.join(), SOON).toContain('policy violated: require-trusted-types-for');
    complaints.length = 0;
  });

  test('pages that were read are there when the server is gone, and others say so', async () => {
    await readTwoPages();
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
    ).toContain(`${base}roles/user/`);
    expect(await list.getByRole('link').filter({ visible: true }).allInnerTexts()).toHaveLength(3);
    await list.getByRole('link', { name: 'Home' }).click();
    await page.waitForURL(host.root);
    host.down = false;
    expect(await readVersions(page, host.root, ['career/moves/'])).toEqual(['1']);
  });

  test('a page that hangs is shown from the device, and one that is not there waits for the server', async () => {
    await readTwoPages();
    host.silent.set('', () => undefined);
    expect((await page.goto(host.root))?.fromServiceWorker()).toBe(true);
    expect(await page.locator('h1').count()).toBe(1);
    host.broken.add('roles/user/');
    expect((await page.goto(`${host.root}roles/user/`))?.status()).toBe(200);
    host.broken.add('career/moves/');
    expect((await page.goto(`${host.root}career/moves/`))?.status()).toBe(500);
  });

  test('saving tells how far it is, goes on where it failed, and then any page and the search are there', async () => {
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

  test('removing takes everything away for good, until it is asked for again', async () => {
    await readTwoPages();
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

  test('an update comes whole or not at all', async () => {
    const sample = ['', 'roles/user/', 'career/moves/', 'glossary/'];
    await readTwoPages();
    await saveEverything(page);
    const [first] = await cacheNames(page);
    await deployVersion2(host, dist);

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

  test('a new version waits while a page of the old one is open, which keeps what it needs', async () => {
    await readTwoPages();
    await saveEverything(page);
    await deployVersion2(host, dist);
    const second = await context.newPage();
    await second.goto(`${host.root}roles/event/`);
    await expect.poll(() => isWaiting(second), SOON).toBe(true);
    await second.goto(`${host.root}roles/content/`);
    // Long enough for a version that does not wait.
    await second.waitForTimeout(3000);
    expect(await isWaiting(second)).toBe(true);
    host.down = true;
    await page.keyboard.press('Control+k');
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

  test('pages read before an update are there after it', async () => {
    await readTwoPages();
    await deployVersion2(host, dist);
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

  test('the kill switch clears the device', async () => {
    await readTwoPages();
    await saveEverything(page);
    await writeKillWorker(host.folder);
    await page.goto(`${host.root}career/`);
    await expect.poll(() => countRegistrations(page), SOON).toBe(0);
    expect(await cacheNames(page)).toEqual([]);
    expect(await readVersions(page, host.root, ['career/moves/'])).toEqual(['1']);
  });
});

test('from a host that packs with Brotli, everything is kept, and the search finds it', async () => {
  const host = await openHost(inject('dist'), '/', true);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${host.root}career/`);
  await saveEverything(page);
  expect(Number(SAVED.exec((await report(page).textContent()) ?? '')?.[1])).toBeLessThan(3);
  host.down = true;
  expect(await search(page, host.root, 'retention')).toMatch(/retention/i);
  expect(await page.locator('[data-search-results] mark').count()).toBeGreaterThan(0);
  await context.close();
  await host.close();
  rmSync(host.folder, { recursive: true });
});

test('where storage is blocked pages work, nothing is registered, and saving says why it cannot', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'blocked-'));
  const host = await openHost(inject('dist'), '/');
  const { path, args } = inject('browser');
  mkdirSync(join(profile, 'Default'));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, { executablePath: path, args });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(host.root);
  expect(
    await page.evaluate(() =>
      Promise.resolve()
        .then(() => localStorage.length)
        .catch(({ name }: Error) => name),
    ),
  ).toBe('SecurityError');
  await page.goto(`${host.root}roles/user/`);
  await page.waitForLoadState('networkidle');
  expect(host.asked).not.toContain('sw.js');
  await button(page, KEEP).click();
  await expect
    .poll(() => report(page).textContent(), SOON)
    .toBe('This browser lets the guide keep nothing on this device.');
  expect(await button(page, REMOVE).isVisible()).toBe(false);
  expect(errors).toEqual([]);
  await context.close();
  await host.close();
  for (const folder of [profile, host.folder]) rmSync(folder, { recursive: true });
});
