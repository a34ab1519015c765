import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import * as site from '../lib/site.ts';
import { listFiles } from './files.ts';
import { save } from './save.ts';

/** Bytes of results that a step keeps although its last build had no use for them. */
const SPARE = 100_000_000;

/** What steps of the build have made before, by what they made it from. `key` comes from `keyOf`. */
export interface Store {
  /** Whether no build has kept anything. */
  isEmpty: () => boolean;
  /** Whether a result is there, as far as can be told without reading it. */
  has: (key: string) => boolean;
  /** A result, or nothing where there is none. */
  read: (key: string) => Buffer | undefined;
  /** Writes a result to a file. @returns its bytes, or nothing where there is none */
  copy: (key: string, file: string) => Promise<number | undefined>;
  /** Keeps a result. */
  write: (key: string, content: Buffer | string) => void;
  /**
   * Throws away what this build did not ask for, the oldest first, where it is more than `spare` bytes: half of them are
   * left, so that not every build throws something away. Makes one pack of many.
   */
  prune: (spare?: number) => void;
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

/** Where a result stands. */
interface Place {
  /** The pack it is in, a file of the folder */
  pack: string;
  start: number;
  length: number;
}

/** Before each result in a pack: its key, and how many bytes follow. */
const KEY = 32;
const HEAD = KEY + 4;

function headOf(key: string, length: number): Buffer {
  const head = Buffer.alloc(HEAD);
  head.write(key.padEnd(KEY), 'latin1');
  head.writeUInt32BE(length, KEY);
  return head;
}

/** Opens a file to be read, and closes it. */
function reading<Result>(path: string, act: (file: number) => Result): Result {
  const file = openSync(path, 'r');
  try {
    return act(file);
  } finally {
    closeSync(file);
  }
}

/** What a pack holds, the oldest first. What a machine that stopped while writing left at its end is passed over. */
function readPack(folder: string, pack: string): [key: string, place: Place][] {
  return reading(join(folder, pack), (file) => {
    const { size } = fstatSync(file);
    const head = Buffer.alloc(HEAD);
    const found: [string, Place][] = [];
    for (let start = HEAD; start <= size; start += HEAD) {
      readSync(file, head, 0, HEAD, start - HEAD);
      const length = head.readUInt32BE(KEY);
      if (start + length <= size) found.push([head.toString('latin1', 0, KEY).trimEnd(), { pack, start, length }]);
      start += length;
    }
    return found;
  });
}

const listPacks = (folder: string): string[] => (attempt(() => readdirSync(folder)) ?? []).sort();

/** All that is kept in a folder, the oldest first; of two results of one key the younger. */
export function readFolder(folder: string): Map<string, Place> {
  const there = new Map<string, Place>();
  for (const pack of listPacks(folder))
    for (const [key, place] of attempt(() => readPack(folder, pack)) ?? []) {
      there.delete(key);
      there.set(key, place);
    }
  return there;
}

/** Packs of a store from which on they are made one: each build that makes something new adds one. */
const PACKS = 20;

/** Stores opened so far by this thread. */
let count = 0;

/** A name for a pack, after those of all before it. */
function nameNext(): string {
  count += 1;
  return [String(Date.now()).padStart(15, '0'), process.pid, threadId, String(count).padStart(6, '0')].join('.');
}

/**
 * Opens the store in a folder, which need not exist. Builds side by side may share it. All that an opening writes is in
 * one file, a pack: to make a file for each result takes longer than to write what is in it.
 */
export function openStore(folder: string): Store {
  const used = new Set<string>();
  const there = readFolder(folder);
  let packs = listPacks(folder);
  let own = { pack: nameNext(), end: 0 };
  const add = (key: string, content: Buffer): void => {
    if (own.end === 0) {
      mkdirSync(folder, { recursive: true });
      packs.push(own.pack);
    }
    try {
      appendFileSync(join(folder, own.pack), Buffer.concat([headOf(key, content.length), content]));
    } catch (error) {
      // Where a disk is full, a part of it may be there: nothing may come after that.
      own = { pack: nameNext(), end: 0 };
      throw error;
    }
    there.delete(key);
    there.set(key, { pack: own.pack, start: own.end + HEAD, length: content.length });
    own.end += HEAD + content.length;
  };
  const read = (key: string): Buffer | undefined => {
    const place = there.get(key);
    if (!place) return undefined;
    const content = Buffer.allocUnsafe(place.length);
    // Another build may have thrown it away.
    const bytes = attempt(() =>
      reading(join(folder, place.pack), (file) => readSync(file, content, 0, place.length, place.start)),
    );
    return bytes === place.length ? content : undefined;
  };
  /** Writes what stays in one new pack, and throws away those before it. */
  const repack = (stays: readonly string[]): void => {
    const before = packs;
    packs = [];
    own = { pack: nameNext(), end: 0 };
    for (const key of stays) {
      const content = read(key);
      if (content) add(key, content);
    }
    for (const pack of before) rmSync(join(folder, pack), { force: true });
  };
  return {
    isEmpty: () => there.size === 0,
    has(key) {
      used.add(key);
      return there.has(key);
    },
    read(key) {
      used.add(key);
      return read(key);
    },
    async copy(key, file) {
      used.add(key);
      const content = read(key);
      if (content) await save(file, content);
      return content?.length;
    },
    write(key, content) {
      used.add(key);
      attempt(() => {
        add(key, Buffer.from(content));
      });
    },
    prune(spare = SPARE) {
      const unused = [...there].filter(([key]) => !used.has(key));
      const bytes = unused.reduce((sum, [, { length }]) => sum + length, 0);
      if (bytes <= spare && packs.length < PACKS) return;
      let left = bytes;
      for (const [key, { length }] of unused) {
        if (bytes <= spare || left <= spare / 2) break;
        there.delete(key);
        left -= length;
      }
      attempt(() => {
        repack([...there.keys()]);
      });
    },
  };
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
