import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { satteri } from '@astrojs/markdown-satteri';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepPages } from './keep-pages.ts';

type Processor = ReturnType<typeof satteri>;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pages-'));
  mkdirSync(join(folder, 'cache'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

let compiled = 0;
const processor = {
  name: 'counting',
  options: { mdastPlugins: [], hastPlugins: [], features: {} },
  createMdxRenderer: () =>
    Promise.resolve({
      process: (content: string) => {
        compiled += 1;
        return Promise.resolve({ code: `code of ${content}`, map: null, astroMetadata: { containsHead: false } });
      },
    }),
} as unknown as Processor;

const PAGE = {
  content: 'Text',
  file: '/a.mdx',
  front: { title: 'A' },
  setting: 'one',
  optimize: true,
  command: 'build',
};

/** Compiles a page as a build of its own does. @returns what came of it, and whether it was compiled now */
async function compile(change: Partial<typeof PAGE> = {}) {
  const { content, file, front, setting, optimize, command } = { ...PAGE, ...change };
  // Each project is one program: another setting is another project, which shares what is kept.
  const project = join(folder, setting);
  if (!existsSync(project)) {
    mkdirSync(join(project, 'src'), { recursive: true });
    mkdirSync(join(project, 'node_modules'));
    for (const name of ['package.json', 'astro.config.mjs']) writeFileSync(join(project, name), setting);
    symlinkSync(join(folder, 'cache'), join(project, 'node_modules', '.cache'), 'junction');
  }
  const { processor: keeping, integration } = keepPages(processor);
  const setUp = integration.hooks['astro:config:setup'] as (given: object) => void;
  setUp({ command, config: { root: pathToFileURL(`${project}/`) } });
  const renderer = await keeping.createMdxRenderer?.({}, { optimize });
  const before = compiled;
  const result = await renderer?.process(content, file, front);
  return { result, isNew: compiled > before };
}

test('a page is compiled once, and comes out whole the second time', async () => {
  const first = await compile();
  const second = await compile();
  expect([first.isNew, second.isNew]).toEqual([true, false]);
  expect(second.result).toEqual(first.result);
  expect(second.result?.code).toBe('code of Text');
});

test.each([
  ['text', { content: 'Other text' }],
  ['file', { file: '/b.mdx' }],
  ['frontmatter', { front: { title: 'B' } }],
  ['setting of the program', { setting: 'two' }],
  ['options', { optimize: false }],
])('with another %s it is compiled again', async (_, change) => {
  await compile();
  expect((await compile(change)).isNew).toBe(true);
});

test('while writing, a page is compiled each time', async () => {
  await compile();
  expect((await compile({ command: 'dev' })).isNew).toBe(true);
});

test('a processor that makes no pages of MDX is refused by its name', () => {
  const { createMdxRenderer: _none, ...plain } = processor;
  expect(() => keepPages(plain)).toThrow('counting makes no pages');
});
