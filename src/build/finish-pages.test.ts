import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroConfig, AstroIntegration } from 'astro';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishPages, makeFinisher } from './finish-pages.ts';
import { openStore } from './kept.ts';
import { hash } from './policy.ts';

const CODE = 'console.log("a")';
const SHEET = '.used{top:0}.unused{left:0}';
const PAGE =
  `<html><head><meta charset="utf-8"><style>${SHEET}</style><script src="/guide/assets/a.js"></script></head>` +
  '<body data-pagefind-weight="2"><p class="used"></p></body></html>';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'finish-'));
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'assets', 'a.js'), CODE);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Finishes a page as a build of its own does. */
const finish = (html: string, { base = '/guide/', program = 'one' } = {}): Promise<string> =>
  makeFinisher(join(folder, 'dist'), base, { store: openStore(join(folder, 'kept')), program })(html);

test('a page loses what only the build reads and the styles it does not use, and gets its policy', async () => {
  const page = await finish(PAGE);
  expect(page).not.toContain('data-pagefind-weight');
  expect(page).toContain('<style>.used{top:0}</style>');
  expect(page).toContain(`http-equiv="content-security-policy"`);
  expect(page).toContain(hash('.used{top:0}'));
  expect(page).toContain(`integrity="${hash(CODE)}"`);
});

test('the same page is taken from the build before', async () => {
  const page = await finish(PAGE);
  for (const name of readdirSync(join(folder, 'kept'))) writeFileSync(join(folder, 'kept', name), 'kept');
  expect([page, await finish(PAGE)]).toEqual([page, 'kept']);
});

test.each([
  ['the page', () => undefined, PAGE.replace('</p>', 'More</p>'), {}],
  ['a script it loads', () => writeFileSync(join(folder, 'dist', 'assets', 'a.js'), 'other()'), PAGE, {}],
  ['the base path', () => undefined, PAGE, { base: '/elsewhere/' }],
  ['the program', () => undefined, PAGE, { program: 'two' }],
])('when there is a change in %s, nothing is taken from before', async (_, change, html, options) => {
  await finish(PAGE);
  for (const name of readdirSync(join(folder, 'kept'))) writeFileSync(join(folder, 'kept', name), 'kept{}');
  change();
  expect(await finish(html, options)).toContain('<html>');
});

/** The finishing of a build, up to the step that finishes, which is begun and given. */
async function begin(beside: Parameters<typeof finishPages>[0]): Promise<unknown> {
  const { hooks } = finishPages(beside);
  const run = (name: keyof AstroIntegration['hooks'], given: object): unknown =>
    (hooks[name] as (given: object) => unknown)(given);
  const root = pathToFileURL(`${folder}/`);
  mkdirSync(join(folder, 'src'));
  for (const name of ['package.json', 'astro.config.mjs']) writeFileSync(join(folder, name), '');
  await run('astro:config:done', { config: { base: '/guide', root } satisfies Partial<AstroConfig> });
  return run('astro:build:done', { dir: pathToFileURL(`${folder}/dist/`) });
}

function writePages(): string[] {
  const pages = ['404.html', 'index.html'].map((name) => join(folder, 'dist', name));
  for (const path of pages) writeFileSync(path, PAGE);
  return pages;
}

test('every page of a build is finished, with the base path of the site, and packed as it is written', async () => {
  const pages = writePages();
  const packed = new Map<string, string>();
  await begin({
    read: () => Promise.resolve(),
    pack: (path, html) => Promise.resolve(void packed.set(path, html)),
  });
  const finished = await finish(PAGE);
  expect(pages.map((path) => readFileSync(path, 'utf8'))).toEqual([finished, finished]);
  expect([...packed].sort()).toEqual(pages.map((path) => [path, finished]));
});

test('no page changes while Pagefind reads, and what goes wrong in packing stops the build', async () => {
  const pages = writePages();
  const reading = Promise.withResolvers<undefined>();
  const packing = Promise.withResolvers<undefined>();
  const pack = (): Promise<void> => {
    packing.resolve(undefined);
    return Promise.reject(new Error('no room'));
  };
  const finishing = begin({ read: () => reading.promise, pack });
  await packing.promise;
  expect(pages.map((path) => readFileSync(path, 'utf8'))).toEqual([PAGE, PAGE]);
  reading.resolve(undefined);
  await expect(finishing).rejects.toThrow('no room');
});
