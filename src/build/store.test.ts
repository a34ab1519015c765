import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from './store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('openStore', () => {
  const BYTES = Buffer.from([0, 255, 10]);

  test('gives back what was written, to another opening as well, and nothing for another key', () => {
    const first = openStore(join(folder, 'new', 'deep'));
    expect(first.isEmpty()).toBe(true);
    first.write('one', BYTES);
    first.write('three', '三');
    for (const store of [first, openStore(join(folder, 'new', 'deep'))]) {
      expect([store.isEmpty(), store.has('one'), store.has('two')]).toEqual([false, true, false]);
      expect(store.read('one')?.equals(BYTES)).toBe(true);
      expect(store.read('three')?.toString()).toBe('三');
      expect(store.read('two')).toBeUndefined();
    }
  });

  test('makes no folder before there is something to keep, and one file of all that an opening writes', () => {
    const kept = join(folder, 'kept');
    const store = openStore(kept);
    store.prune();
    expect(readdirSync(folder)).toEqual([]);
    for (const key of ['one', 'two', 'three']) store.write(key, key);
    expect(readdirSync(kept)).toHaveLength(1);
  });

  test('gives what was written last under a key, by the same opening or by another', () => {
    for (const content of ['first', 'second']) openStore(folder).write('one', content);
    const store = openStore(folder);
    expect(store.read('one')?.toString()).toBe('second');
    store.write('one', 'third');
    expect([store, openStore(folder)].map((opened) => opened.read('one')?.toString())).toEqual(['third', 'third']);
  });

  test('copies a result to a file, and says how long it is; without one it touches nothing', async () => {
    const [kept, file] = [join(folder, 'kept'), join(folder, 'file')];
    openStore(kept).write('one', 'content');
    expect(await openStore(kept).copy('two', file)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['kept']);
    expect(await openStore(kept).copy('one', file)).toBe('content'.length);
    expect(readFileSync(file, 'utf8')).toBe('content');
  });

  test.each([1, 10, 40])('does not take the end of a pack that lacks %i bytes, and takes all before it', (bytes) => {
    const before = openStore(folder);
    before.write('whole', 'content');
    before.write('cut off', 'content');
    const pack = join(folder, readdirSync(folder)[0] ?? '');
    truncateSync(pack, statSync(pack).size - bytes);
    const store = openStore(folder);
    expect([store.has('cut off'), store.read('whole')?.toString()]).toEqual([false, 'content']);
    store.write('cut off', 'anew');
    expect(openStore(folder).read('cut off')?.toString()).toBe('anew');
  });

  test('does without what another build has thrown away meanwhile', async () => {
    openStore(folder).write('one', 'content');
    const store = openStore(folder);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    expect(store.read('one')).toBeUndefined();
    expect(await store.copy('one', join(folder, 'copy'))).toBeUndefined();
  });

  test('does not take for a result what stands in its place since another build has thrown its pack away', () => {
    const store = openStore(folder);
    store.write('one', 'content');
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    store.write('two', 'CONTENT');
    expect(store.read('one')).toBeUndefined();
    expect(openStore(folder).read('two')?.toString()).toBe('CONTENT');
  });

  test('does without a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const store = openStore(join(folder, 'file', 'store'));
    store.write('one', 'content');
    store.prune();
    expect(store.read('one')).toBeUndefined();
    expect(await store.copy('one', join(folder, 'copy'))).toBeUndefined();
  });

  test('throws away the oldest of what was not asked for, as far as there is too much of it', () => {
    // From old to young, ten bytes each, each by a build of its own.
    const keys = ['asked-for', 'old', 'younger', 'youngest'];
    for (const key of keys) openStore(folder).write(key, '0123456789');
    const left = (): string[] => {
      const now = openStore(folder);
      return keys.filter((key) => now.read(key)?.toString() === '0123456789');
    };
    const store = openStore(folder);
    store.read('asked-for');
    store.prune(30);
    expect(left()).toEqual(keys);
    store.prune(29);
    expect(left()).toEqual(['asked-for', 'youngest']);
    store.prune(0);
    expect(left()).toEqual(['asked-for']);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('what follows a result that could not be written whole is kept, and found', () => {
    const store = openStore(folder);
    store.write('before', 'content');
    const name = readdirSync(folder)[0] ?? '';
    // A folder in the place of the pack: nothing can be written to it.
    renameSync(join(folder, name), join(folder, `${name}.moved`));
    mkdirSync(join(folder, name));
    store.write('lost', 'content');
    store.write('after', 'more content');
    const after = openStore(folder);
    expect(['before', 'lost', 'after'].map((key) => after.read(key)?.toString())).toEqual([
      'content',
      undefined,
      'more content',
    ]);
    expect(store.read('after')?.toString()).toBe('more content');
  });

  test('makes one pack of many, and loses nothing', () => {
    const keys = Array.from({ length: 30 }, (_, index) => `key ${String(index)}`);
    for (const key of keys) {
      const store = openStore(folder);
      store.write(key, key);
      store.prune();
    }
    expect(readdirSync(folder).length).toBeLessThan(20);
    const store = openStore(folder);
    expect(keys.map((key) => store.read(key)?.toString())).toEqual(keys);
  });

  test('takes what is no pack for an empty one', () => {
    writeFileSync(join(folder, 'other'), 'The quick brown fox jumps over the lazy dog, and so on.');
    writeFileSync(join(folder, 'empty'), '');
    mkdirSync(join(folder, 'folder'));
    expect(openStore(folder).isEmpty()).toBe(true);
  });
});
