import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gunzipSync, gzip } from 'node:zlib';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
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

export async function makeBrotli(content: Buffer, mode: number = constants.BROTLI_MODE_TEXT): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: qualityFor(content.length),
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
const PACKER = JSON.stringify([process.versions.brotli, process.versions.zlib, qualityFor.toString()]);

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

/**
 * Writes x.br and x.gz beside x, each only where it is smaller.
 * @param store what builds before have packed; without it the file is packed anew
 * @returns the bytes before and after (brotli)
 */
export async function compressFile(path: string, store?: Store): Promise<{ before: number; after: number }> {
  const content = readFileSync(path);
  const limit = content.length;
  const key = (way: string): string => keyOf(PACKER, way, content);
  const [after] = await Promise.all([
    writeTwin({ path: `${path}.br`, key: key('br'), limit, pack: () => makeBrotli(content) }, store),
    writeTwin({ path: `${path}.gz`, key: key('gzip'), limit, pack: () => makeGzip(content) }, store),
  ]);
  return { before: limit, after };
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

/** Packs files beside one another. @returns KiB before and after (brotli) */
async function compressAll(paths: readonly string[], store: Store): Promise<{ before: number; after: number }> {
  // The largest first: begun last, it would keep the others waiting with one processor at work.
  const files = paths.map((path) => ({ path, size: statSync(path).size })).sort((a, b) => b.size - a.size);
  const sum = { before: 0, after: 0 };
  await forEachInLanes(files, async ({ path }) => {
    const { before, after } = await compressFile(path, store);
    sum.before += before / 1024;
    sum.after += after / 1024;
  });
  return sum;
}

/** The steps that compress a build. No step may change a file that is packed. */
interface Packing {
  /** Packs the full-text index, which is written beside the other steps. @param dist folder of the build */
  index: (dist: string) => Promise<void>;
  /** Packs all but the full-text index, which may still be in the making. */
  pages: AstroIntegration;
  /** Packs what is left. Stands last. */
  rest: AstroIntegration;
}

/** Compresses every text file once, at build time. */
export function precompress(): Packing {
  let kept: Kept;
  const packed = new Set<string>();
  const pack = async (paths: string[], logger: AstroIntegrationLogger): Promise<void> => {
    const todo = paths.filter((path) => !packed.has(path));
    for (const path of todo) packed.add(path);
    const { before, after } = await compressAll(todo, kept.store);
    const kibibytes = `${Math.round(before)} KiB → ${Math.round(after)} KiB`;
    logger.info(`${todo.length} text files compressed: ${kibibytes} with brotli`);
  };
  return {
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
        'astro:build:done': async ({ dir, logger }) => {
          const dist = fileURLToPath(dir);
          const index = join(dist, 'pagefind', sep);
          await pack(
            listText(dist).filter((path) => !path.startsWith(index)),
            logger,
          );
        },
      },
    },
    rest: {
      name: 'precompress',
      hooks: {
        'astro:build:done': async ({ dir, logger }) => {
          await pack(listText(fileURLToPath(dir)), logger);
          kept.store.prune();
        },
      },
    },
  };
}
