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

/** Every file of a build with the hash of its bytes, in a fixed order. */
function hashFiles(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return `${relative(dist, path)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
    })
    .sort();
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
  const first = hashFiles(inject('dist'));
  expect(first.length).toBeGreaterThan(300);
  expect(hashFiles(join(copy.folder, 'dist'))).toEqual(first);
}, 180_000);
