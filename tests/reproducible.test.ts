import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { makeScratch } from './scratch.ts';

/** Memory is another file system, and lists the files of a folder in another order. */
function anotherFileSystem(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 500_000_000 ? memory : tmpdir();
}

const copy = makeScratch(anotherFileSystem());
afterAll(() => {
  copy.remove();
});

/** Every file of a build, by its path, with the hash of its bytes. */
function hashFiles(dist: string): Map<string, string> {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(dist, path), createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

/** A command that keeps what it starts on one processor; empty where the system has none. */
function onOneProcessor(): string[] {
  try {
    execFileSync('taskset', ['-c', '0', 'true']);
    return ['taskset', '-c', '0'];
  } catch {
    return [];
  }
}

const built = (): Map<string, string> => hashFiles(join(copy.folder, 'dist'));

/** Paths of which two builds have other bytes, or that one of them does not have. */
function compare(one: Map<string, string>, other: Map<string, string>): string[] {
  const paths = [...new Set([...one.keys(), ...other.keys()])];
  return paths.filter((path) => one.get(path) !== other.get(path)).sort();
}

test('a build in another folder, on another file system, in another time zone and on one processor has the same bytes', async () => {
  const { code, said } = await copy.build({ TZ: 'Asia/Shanghai', LC_ALL: 'C' }, onOneProcessor());
  expect(code, said).toBe(0);
  const here = hashFiles(inject('dist'));
  expect(here.size).toBeGreaterThan(300);
  expect(compare(here, built())).toEqual([]);
}, 180_000);

test('a build packs nothing for the development toolbar, which Vite would keep here', () => {
  expect(existsSync(join(copy.folder, 'node_modules', '.vite'))).toBe(false);
});

test('after a change, a build that takes what the one before has kept has the bytes of one that takes nothing', async () => {
  const before = built();
  copy.change(
    'content/articles/foundations/six-word-formula.mdx',
    (text) => `${text.replace(/^title: .*$/m, 'title: Six words, told anew')}\nOne sentence more, to be found.\n`,
  );
  const kept = await copy.build();
  expect(kept.code, kept.said).toBe(0);
  expect(kept.said).toContain(' 1 of them drawn anew');
  const withKept = built();
  // Ours and Astro's.
  for (const name of ['.cache', '.astro']) rmSync(join(copy.folder, 'node_modules', name), { recursive: true });
  const fresh = await copy.build();
  expect(fresh.code, fresh.said).toBe(0);
  expect(compare(withKept, built())).toEqual([]);
  const changed = compare(before, withKept);
  // Its own page, one that names it, the whole guide, and the list of names the search reads.
  expect(changed).toEqual(
    expect.arrayContaining([
      'foundations/six-word-formula/index.html',
      'foundations/index.html.br',
      'print/index.html.gz',
      'search-terms.json',
    ]),
  );
}, 180_000);
