import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openThread } from './thread.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thread-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A thread that runs some code, which has what the threads of a build have. */
function openCode(code: string, begun = {}, helpers = 'listen') {
  const file = join(folder, 'thread.ts');
  const helper = JSON.stringify(new URL('thread.ts', import.meta.url).href);
  writeFileSync(
    file,
    `import { workerData } from 'node:worker_threads';\nimport { ${helpers} } from ${helper};\n${code}`,
  );
  return openThread(pathToFileURL(file), begun);
}

test('a thread knows what it begins with, hears what it is told in order, and answers', async () => {
  const thread = openCode(
    "const heard: string[] = [workerData.base]; listen<string>((word) => { heard.push(word); return word === 'done' ? heard : undefined; });",
    { base: '/' },
  );
  thread.tell('one');
  thread.tell('two');
  expect(await thread.ask('done')).toEqual(['/', 'one', 'two', 'done']);
});

test('each question gets its own answer, whichever comes first', async () => {
  const thread = openCode(
    'listen<number>((ms) => new Promise((resolve) => setTimeout(() => resolve(`after ${ms}`), ms)));',
  );
  const answers: unknown[] = [];
  const asked = [40, 1].map(async (ms) => answers.push(await thread.ask(ms)));
  await Promise.all(asked);
  expect(answers).toEqual(['after 1', 'after 40']);
});

test('what goes wrong in a thread before it is asked is said when it is', async () => {
  const thread = openCode('listen<string>((word) => { throw new Error(`cannot do ${word}`); });');
  thread.tell('one');
  await expect(thread.ask('two')).rejects.toThrow('cannot do one');
});

test.runIf(process.platform === 'linux')('a thread that lets others go first does so alone', async () => {
  const before = getPriority();
  const thread = openCode(
    "import { getPriority } from 'node:os';\nletOthersFirst(); listen(() => getPriority());",
    {},
    'letOthersFirst, listen',
  );
  expect(await thread.ask('priority')).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
  expect(getPriority()).toBe(before);
});
