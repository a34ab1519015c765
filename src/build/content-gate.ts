import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { parse, parseDocument } from 'yaml';
import { checkAnatomy, checkHeadings, FRAME, readHeadings } from '../model/anatomy.ts';
import { findAddresses, leadsSomewhere, readBuiltPages } from './built-pages.ts';

/** What stands in content/ and in what form; each must hold at least one entry. */
const FOLDERS = ['roles', 'articles', 'skills', 'templates'];
const LISTS = ['terms', 'metrics', 'sources'];

/** Every MDX file below a folder, as paths from the project's root, in a fixed order. */
function listPages(root: string, folder: string): string[] {
  return readdirSync(join(root, 'content', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mdx'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** Splits an MDX file into frontmatter and body; `firstLine` is the line the body starts on. */
function splitPage(text: string): { front: string; body: string; firstLine: number } {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!match) return { front: '', body: text, firstLine: 1 };
  return { front: match[1] ?? '', body: text.slice(match[0].length), firstLine: match[0].split('\n').length };
}

function checkPage(root: string, file: string): string[] {
  const { front, body, firstLine } = splitPage(readFileSync(join(root, file), 'utf8'));
  const isRole = file.startsWith('content/roles/');
  const problems = checkHeadings(readHeadings(body, firstLine), isRole ? Object.values(FRAME) : []);
  const document = parseDocument(front);
  if (isRole && document.errors.length === 0) {
    const own: unknown = (document.toJS() as Record<string, unknown> | null)?.['ownSections'];
    problems.push(...checkAnatomy(body, Array.isArray(own) ? own.map(String) : [], firstLine));
  }
  return problems.map(({ line, message }) => `${file}:${line} ${message}`);
}

function checkList(root: string, name: string): string[] {
  const file = `content/${name}.yaml`;
  const entries = parse(readFileSync(join(root, file), 'utf8')) as { id?: string }[] | null;
  if (!Array.isArray(entries) || entries.length === 0)
    return [`${file} is empty. The guide needs at least one entry in it.`];
  const seen = new Set<string>();
  return entries.flatMap(({ id }, index) => {
    if (!id) return [`${file} entry ${index + 1} has no id. Give it an English kebab-case id.`];
    const again = seen.has(id);
    seen.add(id);
    return again ? [`${file} id “${id}” stands twice. Rename one: an id is an address.`] : [];
  });
}

/** Everything wrong with the content that the schemas do not see. Each line names the file and what to do. */
export function checkContent(root: string): string[] {
  return [
    ...FOLDERS.flatMap((folder) => {
      const files = listPages(root, folder);
      if (files.length === 0) return [`content/${folder} is empty. The guide needs at least one page in it.`];
      return files.flatMap((file) => checkPage(root, file));
    }),
    ...LISTS.flatMap((list) => checkList(root, list)),
  ];
}

/** Links in content files that lead to no page, or to no id on a page, of the built site. */
export function checkLinks(root: string, dist: string): string[] {
  const pages = readBuiltPages(dist);
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
        if (command === 'build') stopOn(checkContent(root));
        if (command === 'dev') for (const problem of checkContent(root)) logger.error(problem);
      },
      'astro:build:done': ({ dir }) => {
        stopOn(checkLinks(root, fileURLToPath(dir)));
      },
    },
  };
}
