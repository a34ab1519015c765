import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keyOf, makeOnce, versionOfProgram } from './kept.ts';
import { openStore } from './store.ts';

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
