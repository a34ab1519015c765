import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keyOf, makeOnce, openStore, versionOfProgram } from './kept.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('keyOf', () => {
  test.each([
    ['another part', ['a'], ['b']],
    ['another order', ['a', 'b'], ['b', 'a']],
    ['another border between the same letters', ['ab', 'c'], ['a', 'bc']],
    ['one part more', ['a'], ['a', '']],
  ])('tells apart %s', (_, one, other) => {
    expect(keyOf(...one)).not.toBe(keyOf(...other));
  });

  test('is the same for the same parts, as text or as bytes', () => {
    expect(keyOf('a', 'b')).toBe(keyOf(Buffer.from('a'), 'b'));
  });
});

describe('openStore', () => {
  test('gives back what was written, to another opening as well, and nothing for another key', async () => {
    const bytes = Buffer.from([0, 255, 10]);
    const first = openStore(join(folder, 'new', 'deep'));
    await first.write('one', bytes);
    for (const store of [first, openStore(join(folder, 'new', 'deep'))]) {
      expect([store.has('one'), store.has('two')]).toEqual([true, false]);
      expect(store.read('one')?.equals(bytes)).toBe(true);
      expect(store.read('two')).toBeUndefined();
    }
  });

  test('copies a result to a file, and says how long it is; without one it touches nothing', async () => {
    const [kept, file] = [join(folder, 'kept'), join(folder, 'file')];
    await openStore(kept).write('one', 'content');
    expect(await openStore(kept).copy('two', file)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['kept']);
    expect(await openStore(kept).copy('one', file)).toBe('content'.length);
    expect(readFileSync(file, 'utf8')).toBe('content');
  });

  test('does not take an empty file for a result', async () => {
    writeFileSync(join(folder, 'one'), '');
    expect(openStore(folder).read('one')).toBeUndefined();
    expect(await openStore(folder).copy('one', join(folder, 'copy'))).toBeUndefined();
  });

  test('does without a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const store = openStore(join(folder, 'file', 'store'));
    await store.write('one', 'content');
    await store.prune();
    expect(store.read('one')).toBeUndefined();
    expect(await store.copy('one', join(folder, 'copy'))).toBeUndefined();
  });

  test('throws away the oldest of what was not asked for, as far as there is too much of it', async () => {
    // From old to young, ten bytes each.
    const keys = ['asked-for', 'old', 'younger', 'youngest'];
    keys.forEach((key, index) => {
      writeFileSync(join(folder, key), '0123456789');
      utimesSync(join(folder, key), index, index);
    });
    const store = openStore(folder);
    store.read('asked-for');
    await store.prune(30);
    expect(readdirSync(folder).sort()).toEqual([...keys].sort());
    await store.prune(25);
    expect(readdirSync(folder).sort()).toEqual(['asked-for', 'younger', 'youngest']);
    await store.prune(0);
    expect(readdirSync(folder)).toEqual(['asked-for']);
  });

  test('has all that was written when it is pruned', async () => {
    const store = openStore(folder);
    for (const key of ['one', 'two']) void store.write(key, 'content');
    await store.prune(0);
    expect(readdirSync(folder).sort()).toEqual(['one', 'two']);
  });
});

test('makeOnce makes a text once, and gives back what was kept, even by another build', async () => {
  let made = 0;
  const make = () => Promise.resolve(`text ${(made += 1)}`);
  expect(await makeOnce(openStore(folder), 'one', make)).toBe('text 1');
  expect(await makeOnce(openStore(folder), 'one', make)).toBe('text 1');
  expect(await makeOnce(openStore(folder), 'two', make)).toBe('text 2');
});

describe('versionOfProgram', () => {
  const version = () => versionOfProgram(pathToFileURL(`${folder}/`));
  beforeEach(() => {
    mkdirSync(join(folder, 'src', 'build'), { recursive: true });
    writeFileSync(join(folder, 'src', 'build', 'step.ts'), 'one');
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'astro.config.mjs'), '');
  });

  test.each([
    ['a file that changes', () => writeFileSync(join(folder, 'src', 'build', 'step.ts'), 'two')],
    ['a file that is new', () => writeFileSync(join(folder, 'src', 'another.ts'), '')],
    [
      'another name of a file',
      () => {
        rmSync(join(folder, 'src', 'build', 'step.ts'));
        writeFileSync(join(folder, 'src', 'build', 'other.ts'), 'one');
      },
    ],
    ['another setting', () => writeFileSync(join(folder, 'astro.config.mjs'), 'export default {}')],
    ['another version of a package', () => writeFileSync(join(folder, 'package.json'), '{"sharp":"2"}')],
  ])('changes with %s', (_, change) => {
    const before = version();
    expect(version()).toBe(before);
    change();
    expect(version()).not.toBe(before);
  });

  test('changes with the mode of the build', () => {
    const before = version();
    vi.stubEnv('NODE_ENV', 'another');
    expect(version()).not.toBe(before);
    vi.unstubAllEnvs();
  });
});
