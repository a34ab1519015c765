import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyOf, openStore, versionOfProgram } from './kept.ts';

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
  test('gives back what was written, to another opening as well, and nothing for another key', () => {
    const bytes = Buffer.from([0, 255, 10]);
    openStore(join(folder, 'new', 'deep')).write('one', bytes);
    const store = openStore(join(folder, 'new', 'deep'));
    expect(store.read('one')?.equals(bytes)).toBe(true);
    expect(store.read('two')).toBeUndefined();
  });

  test('does not take an empty file for a result', () => {
    writeFileSync(join(folder, 'one'), '');
    expect(openStore(folder).read('one')).toBeUndefined();
  });

  test('throws away what is old and was not asked for, and nothing else', () => {
    const store = openStore(folder);
    for (const key of ['old', 'young', 'old-but-asked-for']) writeFileSync(join(folder, key), key);
    const now = Date.UTC(2026, 10, 22);
    const days = (count: number) => new Date(now - count * 86_400_000);
    utimesSync(join(folder, 'old'), days(31), days(31));
    utimesSync(join(folder, 'young'), days(29), days(29));
    utimesSync(join(folder, 'old-but-asked-for'), days(31), days(31));
    store.read('old-but-asked-for');
    store.prune(now);
    expect(readdirSync(folder).sort()).toEqual(['old-but-asked-for', 'young']);
  });
});

describe('versionOfProgram', () => {
  const version = () => versionOfProgram(pathToFileURL(`${folder}/`));
  beforeEach(() => {
    mkdirSync(join(folder, 'src', 'build'), { recursive: true });
    writeFileSync(join(folder, 'src', 'build', 'step.ts'), 'one');
    writeFileSync(join(folder, 'package.json'), '{}');
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
    ['another version of a package', () => writeFileSync(join(folder, 'package.json'), '{"sharp":"2"}')],
  ])('changes with %s', (_, change) => {
    const before = version();
    expect(version()).toBe(before);
    change();
    expect(version()).not.toBe(before);
  });
});
