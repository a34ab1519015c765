import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceKept } from '../../tests/kept.ts';
import { makeFinisher, openFinishing } from './finish-pages.ts';
import { keyOf } from './kept.ts';
import { openStore } from './store.ts';
import { hash } from './policy.ts';

const CODE = 'console.log("a")';
const SHEET = '.used{top:0}.unused{left:0}';
const PAGE =
  `<html><head><meta charset="utf-8"><link rel="stylesheet" href="/guide/assets/a.css"><script src="/guide/assets/a.js"></script></head>` +
  '<body data-pagefind-weight="2"><p class="used"></p></body></html>';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'finish-'));
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'assets', 'a.js'), CODE);
  writeFileSync(join(folder, 'dist', 'assets', 'a.css'), SHEET);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Finishes a page as a build of its own does. */
async function finish(html: string, { base = '/guide/', program = 'one' } = {}): Promise<string> {
  const kept = { store: openStore(join(folder, 'kept')), program };
  return (await makeFinisher(join(folder, 'dist'), base, kept).finish(html, keyOf(html))).toString();
}

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
  replaceKept(join(folder, 'kept'), 'kept');
  expect([page, await finish(PAGE)]).toEqual([page, 'kept']);
});

test.each([
  ['the page', () => undefined, PAGE.replace('</p>', 'More</p>'), {}],
  ['a script it loads', () => writeFileSync(join(folder, 'dist', 'assets', 'a.js'), 'other()'), PAGE, {}],
  ['a sheet it links to', () => writeFileSync(join(folder, 'dist', 'assets', 'a.css'), '.used{left:0}'), PAGE, {}],
  ['the base path', () => undefined, PAGE.replaceAll('/guide/', '/elsewhere/'), { base: '/elsewhere/' }],
  ['the program', () => undefined, PAGE, { program: 'two' }],
])('when there is a change in %s, nothing is taken from before', async (_, change, html, options) => {
  await finish(PAGE);
  replaceKept(join(folder, 'kept'), 'kept{}');
  change();
  expect(await finish(html, options)).toContain('<html>');
});

/** The finishing of a build whose pages stand in the folder. */
function open(pack: (path: string, html: Buffer) => Promise<{ before: number; after: number }>) {
  const kept = { store: openStore(join(folder, 'kept')), program: 'one' };
  return openFinishing({ dist: join(folder, 'dist'), base: '/guide/', kept, pack });
}

const PAGES = ['404.html', 'roles/index.html'];

function writePages(html = PAGE): string[] {
  mkdirSync(join(folder, 'dist', 'roles'), { recursive: true });
  const pages = PAGES.map((name) => join(folder, 'dist', name));
  for (const path of pages) writeFileSync(path, html);
  return pages;
}

const readAll = (pages: readonly string[]): string[] => pages.map((path) => readFileSync(path, 'utf8'));

test('every page of a build is finished and packed, and written when nobody reads the old ones any more', async () => {
  const packed = new Map<string, string>();
  const finishing = open((path, html) => {
    packed.set(path, html.toString());
    return Promise.resolve({ before: html.length, after: 1 });
  });
  // The first is announced before its file is there, the second never.
  finishing.begin({ path: '404.html', html: PAGE });
  const pages = writePages();
  await finishing.finish(PAGES);
  expect(readAll(pages)).toEqual([PAGE, PAGE]);
  const finished = await finish(PAGE);
  expect((await finishing.write()).sort()).toEqual(pages.map((path) => [path, { before: finished.length, after: 1 }]));
  expect(readAll(pages)).toEqual([finished, finished]);
  expect([...packed].sort()).toEqual(pages.map((path) => [path, finished]));
  // The sheet is in the pages now; the script is not.
  expect(readdirSync(join(folder, 'dist', 'assets'))).toEqual(['a.js']);
});

test('a page that another step has made of one is finished in its place, whatever is in its file', async () => {
  const finishing = open((_, html) => Promise.resolve({ before: html.length, after: 1 }));
  const [, roles = ''] = writePages();
  finishing.begin({ path: 'roles/index.html', html: PAGE });
  finishing.change({ path: 'roles/index.html', html: PAGE.replace('</p>', 'Made</p>') });
  await finishing.finish(PAGES);
  expect(readFileSync(roles, 'utf8')).toBe(PAGE);
  await finishing.write();
  expect(readFileSync(roles, 'utf8')).toContain('Made');
});

test('a page that was changed after it was announced is finished as it stands, and one that is gone is left out', async () => {
  const packed: string[] = [];
  const finishing = open((path, html) => {
    packed.push(`${relative(join(folder, 'dist'), path)} ${html.includes('More') ? 'changed' : 'announced'}`);
    return Promise.resolve({ before: 0, after: 0 });
  });
  for (const path of [...PAGES, 'gone.html']) finishing.begin({ path, html: PAGE });
  const pages = writePages(PAGE.replace('</p>', 'More</p>'));
  await finishing.finish(PAGES);
  await finishing.write();
  for (const html of readAll(pages)) expect(html).toContain('More');
  // What was packed last is what a reader gets.
  for (const path of PAGES) expect(packed.findLast((line) => line.startsWith(path))).toBe(`${path} changed`);
  expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['404.html', 'assets', 'roles']);
});

test('what goes wrong with a page that was announced is said when all are waited for', async () => {
  const finishing = open(() => Promise.reject(new Error('no room')));
  finishing.begin({ path: '404.html', html: PAGE });
  writePages();
  await expect(finishing.finish(PAGES)).rejects.toThrow('no room');
});
