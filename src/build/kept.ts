import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as site from '../lib/site.ts';
import { listFiles } from './files.ts';
import { openStore, type Store } from './store.ts';

/** Names a result by everything that decides it: what it is made of, how, and with which versions. */
export function keyOf(...parts: readonly (Buffer | string)[]): string {
  const hash = createHash('sha256');
  // Each with its length before it: "ab", "c" is not "a", "bc".
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest('hex').slice(0, 32);
}

/** Gives the text kept under a key, or makes it and keeps it. */
export async function makeOnce(store: Store, key: string, make: () => Promise<string>): Promise<string> {
  const known = store.read(key)?.toString();
  if (known !== undefined) return known;
  const made = await make();
  store.write(key, made);
  return made;
}

/**
 * Stands for the program that builds: its settings, all of src/, and the exact versions of what it uses. A step names it
 * in its keys, so that whatever changes in the program, nothing made by the one before is taken.
 * @param root file URL of the project, ending with a slash
 */
export function versionOfProgram(root: URL): string {
  const source = fileURLToPath(new URL('src/', root));
  const contents = listFiles(source).flatMap((file) => [file.slice(source.length), readFileSync(file)]);
  const settings = ['package.json', 'astro.config.mjs'].map((file) => readFileSync(new URL(file, root)));
  const around = [process.version, process.env['NODE_ENV'] ?? '', JSON.stringify(site)];
  return keyOf(...settings, ...around, ...contents);
}

/** What a step of the build has made before, and the program it is of. */
export interface Kept {
  store: Store;
  program: string;
}

const programs = new Map<string, string>();

/** The version of the program that builds a project; it builds it from begin to end. @param root as above */
export function programOf(root: URL): string {
  const program = programs.get(root.href) ?? versionOfProgram(root);
  programs.set(root.href, program);
  return program;
}

/** Where a step of the build keeps its results. @param root as above */
export function folderOf(step: string, root: URL): string {
  return fileURLToPath(new URL(`node_modules/.cache/guide/${step}/`, root));
}

/** What a step of the build has made before in a project. @param root as above */
export function keptBy(step: string, root: URL): Kept {
  return { store: openStore(folderOf(step, root)), program: programOf(root) };
}
