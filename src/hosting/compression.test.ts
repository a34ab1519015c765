import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { close, createIndex } from 'pagefind';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceKept } from '../../tests/kept.ts';
import { openStore, type Store } from '../build/store.ts';
import { compressAllOfIndex, compressFile, listIndex, listText } from './compression.ts';
import {
  makeGzip,
  PACKED_PROGRAM,
  PACKED_SCRIPT,
  packBest,
  packPage,
  packProgram,
  packShared,
  qualityOfIndex,
  repackIndex,
} from './packing.ts';
import { takeTrimmed, trimScript } from './pagefind-script.ts';

const LONG = Buffer.from('<p>The same words again and again.</p>'.repeat(200));
/** A page of so many words, each in another order: it packs as text does. */
function makePage(words: number): Buffer {
  const list = 'the work that brings readers and keeps them asks for numbers patience plans and a good ear'.split(' ');
  let seed = 7;
  const next = (): string => list[(seed = (seed * 48_271) % 2_147_483_647) % list.length] ?? '';
  return Buffer.from(`<p>${Array.from({ length: words }, next).join(' ')}</p>`);
}

let folder = '';
let kept = '';
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guide-pack-'));
  kept = mkdtempSync(join(tmpdir(), 'guide-kept-'));
  store = openStore(kept);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(kept, { recursive: true });
});

test('text is packed, and Pagefind’s own files, fonts and office files are not packed again', () => {
  mkdirSync(join(folder, 'pagefind'));
  for (const name of [
    'index.html',
    'a.js',
    'a.woff2',
    'a.docx',
    'pagefind/pagefind.js',
    'pagefind/x.pf_index',
    'pagefind/wasm.en.pagefind',
  ]) {
    writeFileSync(join(folder, name), LONG);
  }
  const names = listText(folder).map((path) => path.slice(folder.length + 1));
  expect(names.sort()).toEqual(['a.js', 'index.html', 'pagefind/pagefind.js']);
});

test('both twins unpack to the file, and packing twice gives the same bytes', async () => {
  expect(brotliDecompressSync(await packShared(LONG)).equals(LONG)).toBe(true);
  expect(gunzipSync(await makeGzip(LONG)).equals(LONG)).toBe(true);
  expect((await packShared(LONG)).equals(await packShared(LONG))).toBe(true);
  expect((await makeGzip(LONG)).equals(await makeGzip(LONG))).toBe(true);
});

test('a part of the full-text index gets a twin of what is in it, and stays as it is', async () => {
  mkdirSync(join(folder, 'pagefind', 'index'), { recursive: true });
  const part = join(folder, 'pagefind', 'index', 'x.pf_index');
  const packed = gzipSync(LONG);
  writeFileSync(part, packed);
  writeFileSync(join(folder, 'pagefind', 'pagefind.js'), LONG);
  expect(listIndex(folder)).toEqual([part]);
  await compressAllOfIndex(folder, store);
  expect(brotliDecompressSync(readFileSync(`${part}.br`)).equals(LONG)).toBe(true);
  expect(readFileSync(part).equals(packed)).toBe(true);
  expect(readdirSync(join(folder, 'pagefind', 'index')).sort()).toEqual(['x.pf_index', 'x.pf_index.br']);
});

test('of a large index only what gets smaller is packed, and nothing is kept', async () => {
  for (const name of ['fragment', 'index']) mkdirSync(join(folder, 'pagefind', name), { recursive: true });
  const parts = ['fragment/a.pf_fragment', 'fragment/b.pf_fragment', 'index/a.pf_index'];
  const path = (part: string): string => join(folder, 'pagefind', part);
  // Letters in no order pack to three quarters.
  const page = randomBytes(2_000_000).toString('base64');
  for (const part of parts) writeFileSync(path(part), gzipSync(part === parts[0] ? page : LONG));
  await compressAllOfIndex(folder, store);
  expect(parts.filter((part) => existsSync(`${path(part)}.br`))).toEqual(parts.slice(0, 2));
  expect(brotliDecompressSync(readFileSync(`${path('fragment/a.pf_fragment')}.br`)).toString()).toBe(page);
  expect(readdirSync(kept)).toEqual([]);
});

test('a large index is packed more quickly than a small one, and each part unpacks to what is in it', async () => {
  const [small, large] = [qualityOfIndex(700_000), qualityOfIndex(4_000_000)];
  expect(small).toBeGreaterThan(large);
  const part = makePage(2_000);
  const [well, quickly] = await Promise.all([small, large].map((quality) => repackIndex(gzipSync(part), quality)));
  for (const packed of [well, quickly]) expect(brotliDecompressSync(packed ?? '').equals(part)).toBe(true);
  expect(well?.length).toBeLessThan(quickly?.length ?? 0);
});

test('Pagefind’s program and script as they are now were packed beforehand, and others are packed anew', async () => {
  const { index } = await createIndex({ forceLanguage: 'en' });
  await index?.addCustomRecord({ url: '/', content: 'word', language: 'en' });
  const files = (await index?.getFiles())?.files ?? [];
  await close();
  const read = (name: string): Buffer => Buffer.from(files.find(({ path }) => path === name)?.content ?? '');
  const source = read('pagefind.js').toString();
  const script = await trimScript(source);
  expect(takeTrimmed(source), 'npm run pack-pagefind').toBe(script);
  expect(takeTrimmed(`${source} `)).toBeUndefined();
  expect((await packShared(Buffer.from(script))).equals(readFileSync(PACKED_SCRIPT))).toBe(true);
  expect(brotliDecompressSync(await packShared(LONG)).equals(LONG)).toBe(true);
  const program = gunzipSync(read('wasm.en.pagefind'));
  expect(brotliDecompressSync(readFileSync(PACKED_PROGRAM)).equals(program), 'npm run pack-pagefind').toBe(true);
  expect((await repackIndex(gzipSync(program), 1)).equals(readFileSync(PACKED_PROGRAM))).toBe(true);
  expect(brotliDecompressSync(await packProgram(LONG)).equals(LONG)).toBe(true);
});

test('a gzip file names neither a time nor a system', async () => {
  const packed = await makeGzip(LONG);
  expect([...packed.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  expect(packed[9]).toBe(255);
});

test('a twin that would be larger is not written', async () => {
  const [small, large] = [join(folder, 'small.txt'), join(folder, 'large.txt')];
  writeFileSync(small, 'ok');
  writeFileSync(large, LONG);
  await Promise.all([compressFile(small, store), compressFile(large, store)]);
  expect(readdirSync(folder).sort()).toEqual(['large.txt', 'large.txt.br', 'large.txt.gz', 'small.txt']);
  expect(readFileSync(`${large}.br`).length).toBeLessThan(LONG.length);
});

test('what was packed before is taken, until the file changes', async () => {
  const file = join(folder, 'page.html');
  writeFileSync(file, LONG);
  await compressFile(file, store);
  const first = readFileSync(`${file}.br`);
  replaceKept(kept, 'kept');
  await compressFile(file, openStore(kept));
  expect([readFileSync(`${file}.br`, 'utf8'), readFileSync(`${file}.gz`, 'utf8')]).toEqual(['kept', 'kept']);
  writeFileSync(file, `${LONG.toString()}!`);
  await compressFile(file, store);
  expect(brotliDecompressSync(readFileSync(`${file}.br`)).length).toBe(LONG.length + 1);
  expect(readFileSync(`${file}.br`).equals(first)).toBe(false);
});

test('a page and a part of the index with the same bytes are packed each in its own way', async () => {
  mkdirSync(join(folder, 'pagefind'));
  const packed = gzipSync(LONG);
  const [page, part] = [join(folder, 'page.txt'), join(folder, 'pagefind', 'x.pf_index')];
  for (const file of [page, part]) writeFileSync(file, packed);
  await compressFile(page, store);
  await compressAllOfIndex(folder, store);
  expect(brotliDecompressSync(readFileSync(`${part}.br`)).equals(LONG)).toBe(true);
});

test('a small file is packed well only where it needs more than a packet', async () => {
  const [tiny, small] = [makePage(200), Buffer.from(randomBytes(1_500).toString('base64'))];
  const [one, more] = await Promise.all([tiny, small].map(packShared));
  expect(one?.length).toBeGreaterThan((await packBest(tiny)).length);
  expect(one?.length).toBeLessThan(1_200);
  expect(more?.equals(await packBest(small))).toBe(true);
  for (const [packed, content] of [
    [one, tiny],
    [more, small],
  ])
    expect(brotliDecompressSync(packed ?? '').equals(content ?? Buffer.of())).toBe(true);
});

test.each([
  ['in the first flight', 4_000, 'quickly'],
  ['a little too large for the first flight', 17_000, 'at best'],
  ['in the second flight whatever is done', 29_000, 'quickly'],
])('a page %s is packed as well as a reader can notice', async (_, words, how) => {
  const page = makePage(words);
  const [packed, best] = [await packPage(page), await packShared(page)];
  expect(brotliDecompressSync(packed).equals(page)).toBe(true);
  if (how === 'at best') {
    expect(packed.equals(best)).toBe(true);
    expect(packed.length).toBeLessThanOrEqual(14_200);
  } else expect(packed.length).toBeGreaterThan(best.length);
});
