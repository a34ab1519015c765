import { existsSync, readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { listFiles } from '../src/build/files.ts';
import { listIndex, listText } from '../src/hosting/compression.ts';

const dist = inject('dist');

/** Twins of files whose content is not the file's own: who is sent them would read something else. */
const strangers = (
  files: readonly string[],
  ending: string,
  unpack: (packed: Buffer) => Buffer,
  own = (file: Buffer) => file,
) =>
  files.filter((file) => {
    const twin = file + ending;
    return existsSync(twin) && !unpack(readFileSync(twin)).equals(own(readFileSync(file)));
  });

test('each packed twin holds what its file holds', () => {
  const texts = listText(dist);
  const index = listIndex(dist);
  expect(texts.filter((file) => existsSync(`${file}.br`) && existsSync(`${file}.gz`)).length).toBeGreaterThan(100);
  expect(index.length).toBeGreaterThan(100);
  expect(index.filter((file) => !existsSync(`${file}.br`))).toEqual([]);
  expect(strangers(texts, '.br', brotliDecompressSync)).toEqual([]);
  expect(strangers(texts, '.gz', gunzipSync)).toEqual([]);
  expect(strangers(index, '.br', brotliDecompressSync, gunzipSync)).toEqual([]);
});

test('no twin stands beside nothing', () => {
  const twins = listFiles(dist).filter((file) => /\.(?:br|gz)$/.test(file));
  expect(twins.filter((file) => !existsSync(file.replace(/\.\w+$/, '')))).toEqual([]);
});
