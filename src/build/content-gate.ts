import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { load, YAMLException } from 'js-yaml';
import { checkAnatomy, checkHeadings, FRAME, readHeadings } from '../model/anatomy.ts';
import { splitPage } from '../model/page-file.ts';
import { checkAsked, checkBlocks, checkCitations } from '../model/prose-checks.ts';
import { findAddresses, leadsSomewhere, openBuiltPages } from './built-pages.ts';
import { listFiles } from './files.ts';
import { keptBy, keyOf, type Kept } from './kept.ts';

/** What stands in content/ and in what form; each must hold at least one entry. */
const FOLDERS = ['roles', 'articles', 'skills', 'templates'];
const LISTS = ['terms', 'metrics', 'sources'];

/** Every file below a folder, as paths from the project's root, in a fixed order; what the system keeps is left out. */
function listContent(root: string, folder: string): string[] {
  return listFiles(join(root, 'content', folder))
    .filter((path) => !basename(path).startsWith('.'))
    .map((path) => relative(root, path));
}

const listPages = (root: string, folder: string): string[] =>
  listContent(root, folder).filter((file) => file.endsWith('.mdx'));

/** Where the blocks of each folder are registered, besides those of all pages. */
const REGISTRIES: Readonly<Record<string, string>> = {
  roles: 'src/components/guide/blocks.ts',
  articles: 'src/components/guide/article-blocks.ts',
};

/** Registered for all pages. */
const COMMON = 'src/components/prose/registry.ts';

/** The names a registry gives its components. Node cannot load it, since it imports components: it is read as text. */
function readNames(root: string, registry: string): string[] {
  const text = readFileSync(join(root, registry), 'utf8');
  const entries = /export const \w+ = \{([^}]*)\}/.exec(text)?.[1]?.split(',') ?? [];
  return entries.map((entry) => entry.split(':')[0]?.trim() ?? '').filter(Boolean);
}

/** The blocks that pages of a folder may use. */
function readBlockNames(root: string, folder: string): string[] {
  const own = REGISTRIES[folder];
  return [COMMON, ...(own === undefined ? [] : [own])]
    .flatMap((registry) => readNames(root, registry))
    .filter((name) => /^[A-Z]/.test(name));
}

/** The elements of running text that components of ours draw: ["h2", "a"]. */
export function readElementNames(root: string): string[] {
  return readNames(root, COMMON).filter((name) => /^[a-z]/.test(name));
}

/** What stands in YAML, or the line it is none on and why, in the words of the parser that Astro reads the content with. */
function parseYaml(text: string): { data?: unknown; fault?: { line: number; reason: string } } {
  try {
    return { data: load(text) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { fault: { line: error.mark.line + 1, reason: error.reason } };
  }
}

function checkPage(file: string, text: string, blocks: readonly string[]): string[] {
  const { front, body, firstLine } = splitPage(text);
  const isRole = file.startsWith('content/roles/');
  const headings = readHeadings(body, firstLine);
  const problems = [
    ...checkHeadings(headings, isRole ? Object.values(FRAME) : []),
    ...checkBlocks(body, blocks, firstLine),
  ];
  const { data: fields, fault } = parseYaml(front);
  if (!fault) {
    const data = (fields ?? {}) as Record<string, unknown>;
    const list = (name: string): string[] => (Array.isArray(data[name]) ? data[name].map(String) : []);
    problems.push(...checkCitations(body, list('sources'), firstLine));
    problems.push(...checkAsked(Object.keys(data['askedAt'] ?? {}), headings, firstLine));
    if (isRole) problems.push(...checkAnatomy(body, list('ownSections'), firstLine));
  }
  return problems.map(({ line, message }) => `${file}:${line} ${message}`);
}

/** What stands in a YAML file of the content, or where it is not YAML. */
function readYaml(file: string, text: string): { data: unknown; problems: string[] } {
  const { data, fault } = parseYaml(text);
  return { data, problems: fault ? [`${file}:${fault.line} is not YAML here: ${fault.reason}.`] : [] };
}

function checkList(file: string, text: string): string[] {
  const { data, problems } = readYaml(file, text);
  if (problems.length > 0) return problems;
  const entries = data as ({ id?: string } | null)[] | null;
  if (!Array.isArray(entries) || entries.length === 0)
    return [`${file} is empty. The guide needs at least one entry in it.`];
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const id = entry?.id;
    if (!id) return [`${file} entry ${index + 1} has no id. Give it an English kebab-case id.`];
    const again = seen.has(id);
    seen.add(id);
    return again ? [`${file} id “${id}” stands twice. Rename one: an id is an address.`] : [];
  });
}

/** Everything wrong with the content that the schemas do not see. Each line names the file and what to do. */
export function checkContent(root: string, { store, program }: Kept): string[] {
  // One list for all files, which is read at once.
  const list = keyOf(program, 'sound');
  const before = new Set(store.read(list)?.toString().split('\n'));
  const sound = new Set<string>();
  const once = (file: string, about: string, check: (file: string, text: string) => string[]): string[] => {
    const text = readFileSync(join(root, file), 'utf8');
    const key = keyOf(file, text, about);
    const problems = before.has(key) ? [] : check(file, text);
    if (problems.length === 0) sound.add(key);
    return problems;
  };
  const problems = [
    ...FOLDERS.flatMap((folder) => {
      const files = new Set(listPages(root, folder));
      if (files.size === 0) return [`content/${folder} is empty. The guide needs at least one page in it.`];
      const blocks = readBlockNames(root, folder);
      return listContent(root, folder).flatMap((file) =>
        files.has(file)
          ? once(file, blocks.join(), (_, text) => checkPage(file, text, blocks))
          : [`${file} is no page: only .mdx files are. Rename it or take it out.`],
      );
    }),
    ...LISTS.flatMap((name) => once(`content/${name}.yaml`, '', checkList)),
    ...once('content/diagrams.yaml', '', (file, text) => readYaml(file, text).problems),
  ];
  if (sound.symmetricDifference(before).size > 0) store.write(list, [...sound].join('\n'));
  return problems;
}

/** Links in content files that lead to no page, or to no id on a page, of the built site. */
export function checkLinks(root: string, dist: string): string[] {
  const pages = openBuiltPages(dist);
  const files = [
    ...FOLDERS.flatMap((folder) => listPages(root, folder)),
    ...LISTS.map((list) => `content/${list}.yaml`),
  ];
  return files.flatMap((file) =>
    findAddresses(readFileSync(join(root, file), 'utf8'))
      .filter(({ address }) => !leadsSomewhere(address, pages))
      .map(
        ({ address, line }) =>
          `${file}:${line} links to ${address}, which no page or id of the site answers to. Correct the link.`,
      ),
  );
}

function stopOn(problems: string[]): void {
  if (problems.length === 0) return;
  throw new Error(
    `The content has ${problems.length} mistake${problems.length > 1 ? 's' : ''}:\n  ${problems.join('\n  ')}`,
  );
}

/** Stops the build on the content mistakes Astro lets pass, and says so in `npm run dev` without stopping it. */
export function contentGate(): AstroIntegration {
  let root = '';
  return {
    name: 'content-gate',
    hooks: {
      'astro:config:setup': ({ config, command, logger }) => {
        root = fileURLToPath(config.root);
        if (command !== 'build' && command !== 'dev') return;
        const kept = keptBy('content', config.root);
        const problems = checkContent(root, kept);
        kept.store.prune();
        if (command === 'build') stopOn(problems);
        else for (const problem of problems) logger.error(problem);
      },
      'astro:build:done': ({ dir }) => {
        stopOn(checkLinks(root, fileURLToPath(dir)));
      },
    },
  };
}
