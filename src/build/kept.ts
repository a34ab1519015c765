import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import * as site from '../lib/site.ts';
import { listFiles } from './files.ts';
import { saveCopy, saveWhole } from './save.ts';

/** Bytes of results that a step keeps although its last build had no use for them. */
const SPARE = 100_000_000;

/** What steps of the build have made before, by what they made it from. `key` comes from `keyOf`. */
export interface Store {
  /** Whether a result is there, as far as can be told without reading it. */
  has: (key: string) => boolean;
  /** A result, or nothing where there is none. */
  read: (key: string) => Buffer | undefined;
  /** Copies a result to a file, while the build goes on. @returns its bytes, or nothing where there is none */
  copy: (key: string, file: string) => Promise<number | undefined>;
  /** Keeps a result, while the build goes on. Whoever makes large ones waits for it, so that few are held at once. */
  write: (key: string, content: Buffer | string) => Promise<void>;
  /**
   * Waits until all is kept, and throws away what this build did not ask for, the oldest first, until no more than `spare`
   * bytes of it are left.
   */
  prune: (spare?: number) => Promise<void>;
}

/** Names a result by everything that decides it: what it is made of, how, and with which versions. */
export function keyOf(...parts: readonly (Buffer | string)[]): string {
  const hash = createHash('sha256');
  // Each with its length before it: "ab", "c" is not "a", "bc".
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest('hex').slice(0, 32);
}

/** Does what may fail where a folder cannot be written: the build is slower then, and no worse. */
function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Opens the store in a folder, which need not exist. Builds side by side may share it. */
export function openStore(folder: string): Store {
  const used = new Set<string>();
  // To ask the folder for each result that is not there takes longer than to list it once.
  const there = new Set(attempt(() => readdirSync(folder)));
  const writing = new Set<Promise<void>>();
  attempt(() => mkdirSync(folder, { recursive: true }));
  return {
    has(key) {
      used.add(key);
      return there.has(key);
    },
    read(key) {
      used.add(key);
      const content = there.has(key) ? attempt(() => readFileSync(join(folder, key))) : undefined;
      // No result is empty: a machine that stopped while writing left this.
      return content?.length ? content : undefined;
    },
    async copy(key, file) {
      used.add(key);
      const kept = join(folder, key);
      const bytes = there.has(key) ? attempt(() => statSync(kept).size) : undefined;
      if (!bytes) return undefined;
      // Another build may throw it away just now.
      return (await saveCopy(kept, file)) ? bytes : undefined;
    },
    async write(key, content) {
      used.add(key);
      // A file appears under its name only when it is whole.
      const unfinished = join(folder, `${key}.${String(process.pid)}.${String(threadId)}`);
      const written = saveWhole(join(folder, key), content, unfinished)
        .then(() => void there.add(key))
        .catch(() => undefined);
      writing.add(written);
      await written;
      writing.delete(written);
    },
    async prune(spare = SPARE) {
      await Promise.all(writing);
      const unused = (attempt(() => readdirSync(folder)) ?? [])
        .filter((name) => !used.has(name))
        .map((name) => ({ name, stat: statSync(join(folder, name), { throwIfNoEntry: false }) }))
        .sort((a, b) => (b.stat?.mtimeMs ?? 0) - (a.stat?.mtimeMs ?? 0));
      let sum = 0;
      for (const { name, stat } of unused) {
        sum += stat?.size ?? 0;
        if (sum > spare)
          attempt(() => {
            rmSync(join(folder, name), { force: true });
          });
      }
    },
  };
}

/** Gives the text kept under a key, or makes it and keeps it. */
export async function makeOnce(store: Store, key: string, make: () => Promise<string>): Promise<string> {
  const known = store.read(key)?.toString();
  if (known !== undefined) return known;
  const made = await make();
  await store.write(key, made);
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
