import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashContent, isKept, makeManifest } from './manifest.ts';
import { digest } from './store.ts';

describe('isKept', () => {
  test.each([
    ['roles/user/index.html', true],
    ['search-terms.json', true],
    ['pagefind/wasm.en.pagefind', true],
    ['templates/event-plan/index.html', true],
    ['assets/_slug_.B1c2.js', true],
    ['pagefind/wasm.unknown.pagefind', false],
    ['sw.js', false],
    ['404.html', false],
    ['print/index.html', false],
    ['_headers', false],
    ['.nojekyll', false],
    ['index.html.br', false],
    ['social/home.png', false],
    ['templates/event-plan.docx', false],
    ['sitemap-0.xml', false],
    ['robots.txt', false],
  ])('%s: %s', (path, expected) => {
    expect(isKept(path)).toBe(expected);
  });
});

describe('makeManifest', () => {
  let dist: string;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  };
  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), 'manifest-'));
    write('roles/index.html', 'roles');
    write('index.html', 'home');
    write('sw.js', 'old');
  });
  afterEach(() => {
    rmSync(dist, { recursive: true });
  });

  test('lists pages by their addresses, in a fixed order, with the hashes the worker makes', async () => {
    const { files } = makeManifest(dist, 'code');
    expect(files.map(([address]) => address)).toEqual(['', 'roles/']);
    expect(files[0]?.[1]).toBe(hashContent('home'));
    expect(await digest(new TextEncoder().encode('home').buffer)).toBe(hashContent('home'));
  });

  test('gives a packed file two hashes, since a host may send it unpacked', () => {
    const packed = gzipSync('part of the index');
    writeFileSync(join(dist, 'x.pf_index'), packed);
    const { files } = makeManifest(dist, 'code');
    expect(files.find(([address]) => address === 'x.pf_index')?.slice(1)).toEqual([
      hashContent(packed),
      hashContent('part of the index'),
    ]);
    expect(files.find(([address]) => address === 'roles/')).toHaveLength(2);
  });

  test('names a build by its files and its worker, and by nothing else', () => {
    const { build } = makeManifest(dist, 'code');
    write('sw.js', 'new');
    expect(makeManifest(dist, 'code').build).toBe(build);
    expect(makeManifest(dist, 'other code').build).not.toBe(build);
    write('roles/index.html', 'other roles');
    expect(makeManifest(dist, 'code').build).not.toBe(build);
  });
});
