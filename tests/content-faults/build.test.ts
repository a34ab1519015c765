import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeScratch, type Scratch } from '../scratch.ts';
import type { Fault } from './fault.ts';
import { AT_THE_GATE } from './gate.ts';
import { BY_THE_COMPILER, BY_THE_SCHEMAS } from './parsing.ts';
import { BY_THE_LIBRARY, IN_THE_LINKS, ON_THE_PAGE } from './relations.ts';

/** Two builds at a time, each in a copy of its own. */
const copies: Scratch[] = [];
const free: Scratch[] = [];
const waiting: ((copy: Scratch) => void)[] = [];

beforeAll(() => {
  copies.push(makeScratch(), makeScratch());
  free.push(...copies);
});
afterAll(() => {
  for (const copy of copies) copy.remove();
});

const take = (): Promise<Scratch> => {
  const copy = free.pop();
  return copy ? Promise.resolve(copy) : new Promise((resolve) => waiting.push(resolve));
};
const giveBack = (copy: Scratch): void => {
  const next = waiting.shift();
  if (next) next(copy);
  else free.push(copy);
};

/** Plants mistakes in a copy of the content and gives what its build said, which must have failed. */
async function buildWith(plant: (copy: Scratch) => void): Promise<string> {
  const copy = await take();
  try {
    plant(copy);
    const { code, said } = await copy.build();
    expect(code, `the build went through:\n${said}`).not.toBe(0);
    return said;
  } finally {
    copy.restore();
    giveBack(copy);
  }
}

// The limit counts the wait for a copy.
const LIMIT = { timeout: 300_000 };

/** What one build said that met several mistakes. */
function buildWithAll(faults: readonly Fault[]): () => Promise<string> {
  let said: Promise<string> | undefined;
  return () =>
    (said ??= buildWith((copy) => {
      for (const { file, plant } of faults) copy.change(file, plant);
    }));
}

describe.concurrent('the build stops and says where and why', LIMIT, () => {
  test.each([...BY_THE_SCHEMAS, ...BY_THE_COMPILER, ...ON_THE_PAGE])('at $name', async (fault) => {
    const said = await buildWith((copy) => {
      copy.change(fault.file, fault.plant);
    });
    for (const words of fault.says) expect(said).toMatch(words);
  });

  describe.each([{ faults: AT_THE_GATE }, { faults: BY_THE_LIBRARY }, { faults: IN_THE_LINKS }])(
    'among others',
    ({ faults }) => {
      const build = buildWithAll(faults);
      test.each(faults)('at $name', async ({ says }) => {
        for (const words of says) expect(await build()).toMatch(words);
      });
    },
  );

  test('at a redirect that leads nowhere, while the index is written in another process', async () => {
    const said = await buildWith((copy) => {
      copy.change('src/hosting/redirects.json', () => '[{ "from": "/planted/", "to": "/nowhere/" }]');
    });
    expect(said).toContain('/planted/ leads to /nowhere/, which no page or id of the site answers to.');
    expect(said).not.toContain('Complete!');
  });

  test('at folders without a page', async () => {
    const folders = ['roles', 'articles', 'skills', 'templates'];
    const said = await buildWith((copy) => {
      for (const folder of folders) {
        rmSync(join(copy.folder, 'content', folder), { recursive: true });
        mkdirSync(join(copy.folder, 'content', folder));
      }
    });
    for (const folder of folders)
      expect(said).toContain(`content/${folder} is empty. The guide needs at least one page in it.`);
  });
});
