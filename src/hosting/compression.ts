import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { listFiles } from '../build/files.ts';
import { keptBy, keyOf, type Kept, type Store } from '../build/kept.ts';
import { forEachInLanes } from '../build/lanes.ts';
import { save } from '../build/save.ts';
import { makeGzip, PACKER, packPage, packShared, qualityOfIndex, repackIndex } from './packing.ts';

/** Text the site serves. Fonts and office files are compressed already. */
const TEXT = new Set(['.html', '.css', '.js', '.json', '.xml', '.txt', '.svg', '.webmanifest', '.csv', '.ics', '.md']);

/** Parts of the full-text index and its program: Pagefind packs them with gzip, and reads them unpacked as well. */
const INDEX = /\.pf_\w+$|wasm\.en\.pagefind$/;

/** What is worked on after Astro has written it. */
const CHANGED = /\.(html|css)$/;

/** Files of a build that have compressed twins, in a fixed order. */
export function listText(dist: string): string[] {
  return listFiles(dist).filter((path) => TEXT.has(extname(path)));
}

const sizeOf = (path: string): number => statSync(path).size;

/** A smaller file beside another. */
interface Twin {
  path: string;
  /** Names what is packed, and how. */
  key: string;
  /** Bytes it must stay below to be written */
  limit: number;
  pack: () => Promise<Buffer>;
}

/** Writes what was packed before from the same content, or packs it. @returns bytes of the twin; the limit without one */
async function writeTwin({ path, key, limit, pack }: Twin, store: Store | undefined): Promise<number> {
  const known = await store?.copy(key, path);
  if (known !== undefined) return known;
  const packed = await pack();
  if (packed.length >= limit) return limit;
  await Promise.all([store?.write(key, packed), save(path, packed)]);
  return packed.length;
}

/** Bytes of a file, and of its Brotli twin. */
interface Packed {
  before: number;
  after: number;
}

/** The twins of a text, with what each is called after it. */
function twinsOf(path: string, content: Buffer): (Omit<Twin, 'path'> & { ending: string })[] {
  const limit = content.length;
  const brotli = path.endsWith('.html') ? packPage : packShared;
  const version = keyOf(content);
  const key = (way: string): string => keyOf(PACKER, way, version);
  return [
    { ending: '.br', key: key(brotli.name), limit, pack: () => brotli(content) },
    { ending: '.gz', key: key('gzip'), limit, pack: () => makeGzip(content) },
  ];
}

/**
 * Writes x.br and x.gz beside x, each only where it is smaller.
 * @param content what x holds, or will hold
 * @param store what builds before have packed; without it all is packed anew
 */
export async function compress(path: string, content: Buffer, store?: Store): Promise<Packed> {
  const [after = content.length] = await Promise.all(
    twinsOf(path, content).map(({ ending, ...twin }) => writeTwin({ path: path + ending, ...twin }, store)),
  );
  return { before: content.length, after };
}

/** Compresses a file as it stands. */
export async function compressFile(path: string, store?: Store): Promise<Packed> {
  return compress(path, readFileSync(path), store);
}

/** Files of Pagefind that it has packed itself, in a fixed order. */
export function listIndex(dist: string): string[] {
  const folder = join(dist, 'pagefind');
  return existsSync(folder) ? listFiles(folder).filter((path) => INDEX.test(path)) : [];
}

/**
 * Writes x.br beside a part of the index. Who takes Brotli gets the part unpacked by the browser, anybody else gets
 * Pagefind's own file; Pagefind tells them apart by their first bytes.
 */
async function compressIndex(path: string, quality: number, store: Store): Promise<void> {
  const packed = readFileSync(path);
  const key = keyOf(PACKER, 'index', String(quality), packed);
  await writeTwin({ path: `${path}.br`, key, limit: packed.length, pack: () => repackIndex(packed, quality) }, store);
}

/** Parts of the index at work at once. They are small and many, and what else is done meanwhile must not leave Node idle. */
const INDEX_LANES = 64;

/** Compresses all of the full-text index. */
export async function compressAllOfIndex(dist: string, store: Store): Promise<void> {
  const paths = listIndex(dist);
  const quality = qualityOfIndex(paths.reduce((sum, path) => sum + sizeOf(path), 0));
  await forEachInLanes(paths, (path) => compressIndex(path, quality, store), INDEX_LANES);
}

/** The steps that compress a build. No step may change a file that is packed. */
interface Packing {
  /** Is told of a page that was packed where it was finished. */
  packed: (path: string, bytes: Packed) => void;
  /**
   * Packs the full-text index, which is written beside the other steps.
   * @param dist folder of the build
   * @param trimmed when the texts beside the index are as they stay
   */
  index: (dist: string, trimmed: Promise<void>) => void;
  /** Begins to pack what no later step changes: neither pages nor their sheets. */
  begin: AstroIntegration;
  /** Packs what is left. Stands last. */
  rest: AstroIntegration;
}

/** What goes on beside the next steps. What goes wrong is said by the last, which waits for it; else Node would stop before. */
function later<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined);
  return work;
}

/** Compresses every text file once, at build time. */
export function precompress(): Packing {
  let kept: Kept;
  let scripts: Promise<unknown> | undefined;
  let packing: Promise<void> | undefined;
  let indexing: Promise<unknown> | undefined;
  const packed = new Map<string, Packed>();
  const packAll = async (paths: string[]): Promise<void> => {
    // The largest first: begun last, it would keep the others waiting with one processor at work.
    const todo = paths.filter((path) => !packed.has(path)).sort((a, b) => sizeOf(b) - sizeOf(a));
    await forEachInLanes(todo, async (path) => {
      packed.set(path, await compressFile(path, kept.store));
    });
  };
  /** Scripts are packed as soon as Vite has made them: pages are rendered later, and keep one processor busy. */
  const packScripts: Plugin = {
    name: 'precompress',
    applyToEnvironment: ({ name }) => name === 'client',
    writeBundle({ dir }, bundle) {
      if (dir === undefined) return;
      const files = Object.values(bundle).filter((file) => file.type === 'chunk');
      scripts = later(
        Promise.all(
          files.map(async ({ fileName, code }) => {
            const path = join(dir, fileName);
            packed.set(path, await compress(path, Buffer.from(code), kept.store));
          }),
        ),
      );
    },
  };
  return {
    packed: (path, bytes) => {
      packed.set(path, bytes);
    },
    index: (dist, trimmed) => {
      const texts = trimmed.then(() => packAll(listText(join(dist, 'pagefind'))));
      indexing = later(Promise.all([texts, compressAllOfIndex(dist, kept.store)]));
    },
    begin: {
      name: 'precompress',
      hooks: {
        'astro:config:setup': ({ command, updateConfig }) => {
          if (command === 'build') updateConfig({ vite: { plugins: [packScripts] } });
        },
        'astro:config:done': ({ config }) => {
          kept = keptBy('packed', config.root);
          packed.clear();
        },
        'astro:build:done': ({ dir }) => {
          const dist = fileURLToPath(dir);
          const index = join(dist, 'pagefind', sep);
          const rest = async (): Promise<void> => {
            await scripts;
            await packAll(listText(dist).filter((path) => !path.startsWith(index) && !CHANGED.test(path)));
          };
          packing = later(rest());
        },
      },
    },
    rest: {
      name: 'precompress',
      hooks: {
        'astro:build:done': async ({ dir, logger }) => {
          await packing;
          await Promise.all([indexing, packAll(listText(fileURLToPath(dir)))]);
          await kept.store.prune();
          const sum = (count: (one: Packed) => number) =>
            [...packed.values()].reduce((all, one) => all + count(one), 0);
          const kibibytes = [sum(({ before }) => before), sum(({ after }) => after)].map((bytes) =>
            Math.round(bytes / 1024),
          );
          logger.info(`${packed.size} text files compressed: ${kibibytes.join(' KiB → ')} KiB with brotli`);
        },
      },
    },
  };
}
