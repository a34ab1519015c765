import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBelow, listFiles } from './files.ts';

test('files are listed at every depth in a fixed order, but neither folders nor links', () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  mkdirSync(join(folder, 'b', 'empty'), { recursive: true });
  for (const name of ['c', 'a', join('b', 'z'), join('b', '.hidden')]) writeFileSync(join(folder, name), '');
  symlinkSync(join(folder, 'b'), join(folder, 'link'));
  const paths = ['a', 'b/.hidden', 'b/z', 'c'];
  expect(listBelow(folder)).toEqual(paths);
  expect(listFiles(folder)).toEqual(paths.map((path) => join(folder, path)));
  expect(() => listFiles(join(folder, 'nowhere'))).toThrow('nowhere');
  rmSync(folder, { recursive: true });
});
