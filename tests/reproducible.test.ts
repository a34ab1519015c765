import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { makeScratch } from './scratch.ts';

const copy = makeScratch();
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

test('a build in another folder, another time zone and on one processor has the same bytes', async () => {
  const { code, said } = await copy.build({ TZ: 'Asia/Shanghai', LC_ALL: 'C' }, onOneProcessor());
  expect(code, said).toBe(0);
  const here = hashFiles(inject('dist'));
  const there = hashFiles(join(copy.folder, 'dist'));
  expect(here.size).toBeGreaterThan(300);
  const paths = [...new Set([...here.keys(), ...there.keys()])];
  expect(paths.filter((path) => here.get(path) !== there.get(path)).sort()).toEqual([]);
}, 180_000);
