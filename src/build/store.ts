import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { save } from './save.ts';

/** Bytes of results that a step keeps although its last build had no use for them. */
const SPARE = 100_000_000;

/** What steps of the build have made before, by what they made it from. A key has up to 32 letters; `keyOf` makes it. */
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

/** All that is kept in packs of a folder, the oldest first; of two results of one key the younger. */
export function readFolder(folder: string, packs = listPacks(folder)): Map<string, Place> {
  const there = new Map<string, Place>();
  for (const pack of packs)
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
  let packs = listPacks(folder);
  const there = readFolder(folder, packs);
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
    const head = headOf(key, place.length);
    const record = Buffer.allocUnsafe(HEAD + place.length);
    // Another build may have thrown the pack away; what this one has added since begins another file of its name.
    const bytes = attempt(() =>
      reading(join(folder, place.pack), (file) => readSync(file, record, 0, record.length, place.start - HEAD)),
    );
    return bytes === record.length && record.subarray(0, HEAD).equals(head) ? record.subarray(HEAD) : undefined;
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
