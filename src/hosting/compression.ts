import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { listFiles } from '../build/files.ts';
import { keyOf } from '../build/kept.ts';
import { type Store } from '../build/store.ts';
import { shareOut } from '../build/lanes.ts';
import { save } from '../build/save.ts';
import { makeGzip, PACKER, packPage, packShared, QUALITY, qualityOfIndex, repackIndex } from './packing.ts';

/** Text the site serves. Fonts and office files are compressed already. */
const TEXT = new Set(['.html', '.css', '.js', '.json', '.xml', '.txt', '.svg', '.webmanifest', '.csv', '.ics', '.md']);

/** Parts of the full-text index and its program: Pagefind packs them with gzip, and reads them unpacked as well. */
const INDEX = /\.pf_\w+$|wasm\.en\.pagefind$/;

/** Files of a build that have compressed twins, in a fixed order. */
export function listText(dist: string): string[] {
  return listFiles(dist).filter((path) => TEXT.has(extname(path)));
}

export const sizeOf = (path: string): number => statSync(path).size;

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
  await save(path, packed);
  return packed.length;
}

/** Bytes of a file, and of its Brotli twin. */
export interface Packed {
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
async function compressIndex(path: string, quality: number, here: boolean, store?: Store): Promise<void> {
  const packed = readFileSync(path);
  const key = keyOf(PACKER, 'index', String(quality), packed);
  const pack = () => repackIndex(packed, quality, here);
  await writeTwin({ path: `${path}.br`, key, limit: packed.length, pack }, store);
}

/** Parts that say in numbers where words stand. Packed quickly, they would be a hundredth smaller than Pagefind's own. */
const NUMBERS = /\.pf_index$/;

/** Compresses of the full-text index what gets smaller. */
export async function compressAllOfIndex(dist: string, store: Store): Promise<void> {
  const parts = listIndex(dist).map((path) => ({ path, bytes: sizeOf(path) }));
  const quality = qualityOfIndex(parts.reduce((sum, { bytes }) => sum + bytes, 0));
  const worth = parts.filter(({ path }) => quality > QUALITY.quick || !NUMBERS.test(path));
  // The largest first: begun last, it would keep the others waiting with one processor at work.
  worth.sort((a, b) => b.bytes - a.bytes);
  // To keep what is quickly packed makes a first build longer, and saves a later one half a millisecond a part.
  const kept = quality > QUALITY.quick ? store : undefined;
  await shareOut(worth, ({ path }, here) => compressIndex(path, quality, here, kept));
}
