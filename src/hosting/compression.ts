import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gunzipSync, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { keptBy, keyOf, type Kept, type Store } from '../build/kept.ts';
import { forEachInLanes } from '../build/lanes.ts';

/** Text the site serves. Fonts and office files are compressed already. */
const TEXT = new Set(['.html', '.css', '.js', '.json', '.xml', '.txt', '.svg', '.webmanifest', '.csv', '.ics', '.md']);

/** Parts of the full-text index and its program: Pagefind packs them with gzip, and reads them unpacked as well. */
const INDEX = /\.(pf_\w+|pagefind)$/;

/** Byte 9 of a gzip file says on which system it was made; 255 is "unknown". */
const SYSTEM_BYTE = 9;

/**
 * How hard a file is packed, by its bytes. At the best quality a file of more than some hundred kB takes longer than all
 * others of the site together, and gains a tenth; only the whole guide on one page is that large, and every change in the
 * guide changes it. @returns a quality of Brotli
 */
function qualityFor(bytes: number): number {
  if (bytes < 400_000) return constants.BROTLI_MAX_QUALITY;
  return bytes < 4_000_000 ? 9 : 5;
}

/**
 * The smallest window that holds a file whole. Brotli takes memory by its window, to pack and to unpack; what it makes
 * of a larger one differs by a byte at most.
 * @returns binary logarithm of the bytes; Brotli keeps 16 of them for itself
 */
function windowFor(bytes: number): number {
  const { BROTLI_DEFAULT_WINDOW, BROTLI_MIN_WINDOW_BITS } = constants;
  return Math.max(BROTLI_MIN_WINDOW_BITS, Math.min(BROTLI_DEFAULT_WINDOW, Math.ceil(Math.log2(bytes + 16))));
}

export async function makeBrotli(content: Buffer, mode: number = constants.BROTLI_MODE_TEXT): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_LGWIN } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: qualityFor(content.length),
    [BROTLI_PARAM_LGWIN]: windowFor(content.length),
    [BROTLI_PARAM_MODE]: mode,
    [BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return promisify(brotliCompress)(content, { params });
}

/** The same bytes on every system: zlib writes no time, and the name of the system is taken out. */
export async function makeGzip(content: Buffer): Promise<Buffer> {
  const packed = await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION });
  packed[SYSTEM_BYTE] = 255;
  return packed;
}

/** Files of a build that have compressed twins, in a fixed order. */
export function listText(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What packs, and how hard: the same content packed by another library is another result. */
const PACKER = JSON.stringify([
  process.versions.brotli,
  process.versions.zlib,
  qualityFor.toString(),
  windowFor.toString(),
]);

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
  store?.write(key, packed);
  await writeFile(path, packed);
  return packed.length;
}

/** Bytes of a file, and of its Brotli twin. */
interface Packed {
  before: number;
  after: number;
}

/**
 * Writes x.br and x.gz beside x, each only where it is smaller.
 * @param content what x holds, or will hold
 * @param store what builds before have packed; without it all is packed anew
 */
async function compress(path: string, content: Buffer, store?: Store): Promise<Packed> {
  const limit = content.length;
  const key = (way: string): string => keyOf(PACKER, way, content);
  const [after] = await Promise.all([
    writeTwin({ path: `${path}.br`, key: key('br'), limit, pack: () => makeBrotli(content) }, store),
    writeTwin({ path: `${path}.gz`, key: key('gzip'), limit, pack: () => makeGzip(content) }, store),
  ]);
  return { before: limit, after };
}

/** Compresses a file as it stands. */
export async function compressFile(path: string, store?: Store): Promise<Packed> {
  return compress(path, readFileSync(path), store);
}

/** Files of Pagefind that it has packed itself, in a fixed order. */
export function listIndex(dist: string): string[] {
  const folder = join(dist, 'pagefind');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && INDEX.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Writes x.br beside a part of the index: what is in it, packed better than Pagefind's gzip. Who takes Brotli gets the
 * part unpacked by the browser, anybody else gets Pagefind's own file; Pagefind tells them apart by their first bytes.
 */
export async function repackIndex(path: string, store: Store): Promise<void> {
  const packed = readFileSync(path);
  const pack = () => makeBrotli(gunzipSync(packed), constants.BROTLI_MODE_GENERIC);
  await writeTwin({ path: `${path}.br`, key: keyOf(PACKER, 'index br', packed), limit: packed.length, pack }, store);
}

/** The steps that compress a build. No step may change a file that is packed. */
interface Packing {
  /** Packs a page that is finished, whether or not it is written yet. @param path the file it is in */
  page: (path: string, html: string) => Promise<void>;
  /** Packs the full-text index, which is written beside the other steps. @param dist folder of the build */
  index: (dist: string) => Promise<void>;
  /** Packs all that is there but the full-text index, which may still be in the making. */
  pages: AstroIntegration;
  /** Packs what is left. Stands last. */
  rest: AstroIntegration;
}

const sizeOf = (path: string): number => statSync(path).size;

/** Compresses every text file once, at build time. */
export function precompress(): Packing {
  let kept: Kept;
  const packed = new Map<string, Packed>();
  const packAll = async (paths: string[]): Promise<void> => {
    // The largest first: begun last, it would keep the others waiting with one processor at work.
    const todo = paths.filter((path) => !packed.has(path)).sort((a, b) => sizeOf(b) - sizeOf(a));
    await forEachInLanes(todo, async (path) => {
      packed.set(path, await compressFile(path, kept.store));
    });
  };
  return {
    page: async (path, html) => {
      packed.set(path, await compress(path, Buffer.from(html), kept.store));
    },
    index: async (dist) => {
      await forEachInLanes(listIndex(dist), (path) => repackIndex(path, kept.store));
    },
    pages: {
      name: 'precompress',
      hooks: {
        'astro:config:done': ({ config }) => {
          kept = keptBy('packed', config.root);
          packed.clear();
        },
        'astro:build:done': async ({ dir }) => {
          const dist = fileURLToPath(dir);
          const index = join(dist, 'pagefind', sep);
          await packAll(listText(dist).filter((path) => !path.startsWith(index)));
        },
      },
    },
    rest: {
      name: 'precompress',
      hooks: {
        'astro:build:done': async ({ dir, logger }) => {
          await packAll(listText(fileURLToPath(dir)));
          kept.store.prune();
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
