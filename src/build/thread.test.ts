import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openThread } from './thread.ts';

const BEGUN = { dist: '/dist', base: '/', folder: '/kept', program: 'one' };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thread-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function openCode(code: string) {
  const file = join(folder, 'thread.mjs');
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${code}`);
  return openThread(pathToFileURL(file), BEGUN);
}

test('a thread knows what it begins with, hears what it is told in order, and answers', async () => {
  const thread = openCode(
    "const heard = [workerData.base]; parentPort.on('message', (word) => { heard.push(word); if (word === 'done') parentPort.postMessage(heard); });",
  );
  thread.tell('one');
  thread.tell('two');
  expect(await thread.ask('done')).toEqual(['/', 'one', 'two', 'done']);
});

test('what goes wrong in a thread before it is asked is said when it is', async () => {
  const thread = openCode("parentPort.on('message', (word) => { throw new Error(`cannot do ${word}`); });");
  thread.tell('one');
  await expect(thread.ask('two')).rejects.toThrow('cannot do one');
});
