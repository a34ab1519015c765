import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import {
  brotliCompress,
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  gunzipSync,
  gzip,
  gzipSync,
} from 'node:zlib';
import { keyOf } from '../build/kept.ts';

/** Byte 9 of a gzip file says on which system it was made; 255 is "unknown". */
const SYSTEM_BYTE = 9;

/**
 * Qualities of Brotli. The best takes some forty times as long as the quick one and makes a tenth less of a text, the
 * thorough one fifteen times and 7 % less. The one after the quick one takes 1.7 times as long for half a per cent.
 */
export const QUALITY = { quick: 6, thorough: 10, best: constants.BROTLI_MAX_QUALITY };

/** Larger files are packed quickly, whatever they are: at the best quality one takes longer than all others of the site. */
const LARGE = 200_000;

/** Bytes in the first flight of a new connection, with some to spare for headers. */
const FIRST_FLIGHT = 14_200;

/**
 * Pagefind's program for the browser and its script for the page, packed at the best quality. They are the same for every
 * guide, and take as long as all pages of a small one: `npm run pack-pagefind` makes these files for each new version.
 */
export const PACKED_PROGRAM = new URL('pagefind-program.br', import.meta.url);
export const PACKED_SCRIPT = new URL('pagefind-script.br', import.meta.url);

/** Bytes of one packet, with some to spare for headers. What fits into it arrives at once, however many they are. */
const PACKET = 1_200;

/** No larger file of ours fits into one. */
const SMALL = 4_000;

/** Flights that bring so many bytes; each holds twice as much as the one before. */
const countFlights = (bytes: number): number => Math.ceil(Math.log2(bytes / FIRST_FLIGHT + 1));

/** The least that the best quality makes of what the quick one has made. */
const GAIN = 0.84;

/**
 * The smallest window that holds a file whole. Brotli takes memory by its window, to pack and to unpack; what it makes
 * of a larger one differs by a byte at most.
 * @returns binary logarithm of the bytes; Brotli keeps 16 of them for itself
 */
function windowFor(bytes: number): number {
  const { BROTLI_DEFAULT_WINDOW, BROTLI_MIN_WINDOW_BITS } = constants;
  return Math.max(BROTLI_MIN_WINDOW_BITS, Math.min(BROTLI_DEFAULT_WINDOW, Math.ceil(Math.log2(bytes + 16))));
}

/** What is quickly packed in a thread of its own is packed there: Astro writes pages with Node's other threads. */
const isPackedHere = (quality: number): boolean => !isMainThread && quality <= QUALITY.quick;

/** Packs at one quality. @param here in this thread; else beside it, in one of Node's */
async function packAt(
  quality: number,
  content: Buffer,
  mode: number = constants.BROTLI_MODE_TEXT,
  here = isPackedHere(quality),
): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_LGWIN } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: quality,
    [BROTLI_PARAM_LGWIN]: windowFor(content.length),
    [BROTLI_PARAM_MODE]: mode,
    [BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return here ? brotliCompressSync(content, { params }) : promisify(brotliCompress)(content, { params });
}

/** What was packed beforehand, with what is in it. Each is the same for every guide. */
const ready = new Map<string, { packed: Buffer; content: Buffer } | undefined>();

/** What a file of `npm run pack-pagefind` holds, packed and unpacked; nothing where there is no such file. */
export function readReady(file: URL): { packed: Buffer; content: Buffer } | undefined {
  if (!ready.has(file.href)) {
    const packed = existsSync(file) ? readFileSync(file) : undefined;
    ready.set(file.href, packed && { packed, content: brotliDecompressSync(packed) });
  }
  return ready.get(file.href);
}

/** The same file, where this content is what it holds. */
function takeReady(file: URL, content: Buffer): Buffer | undefined {
  const made = readReady(file);
  return made?.content.equals(content) ? made.packed : undefined;
}

/** Packs at the best quality whatever is not made beforehand. */
export const packBest = (content: Buffer, mode?: number): Promise<Buffer> => packAt(QUALITY.best, content, mode);

/** Packs a file that many pages share, or that is the only one of its kind. */
export async function packShared(content: Buffer): Promise<Buffer> {
  if (content.length > LARGE) return packAt(QUALITY.quick, content);
  if (content.length <= SMALL) {
    const quick = await packAt(QUALITY.quick, content);
    if (quick.length <= PACKET) return quick;
  }
  return takeReady(PACKED_SCRIPT, content) ?? packBest(content);
}

/**
 * Packs a page: quickly, unless the best quality could save a reader a round trip. Less than that nobody sees, and each
 * page takes as long as the last.
 */
export async function packPage(content: Buffer): Promise<Buffer> {
  if (content.length > 20 * LARGE) return packAt(5, content);
  const quick = await packAt(QUALITY.quick, content);
  if (content.length > LARGE || countFlights(quick.length) === countFlights(quick.length * GAIN)) return quick;
  return packAt(QUALITY.best, content);
}

/** The same bytes on every system: zlib writes no time, and the name of the system is taken out. */
export async function makeGzip(content: Buffer): Promise<Buffer> {
  const options = { level: constants.Z_BEST_COMPRESSION };
  const packed = isMainThread ? await promisify(gzip)(content, options) : gzipSync(content, options);
  packed[SYSTEM_BYTE] = 255;
  return packed;
}

/** Bytes of an index, as Pagefind packs it, that are packed thoroughly: that takes half a second of processor for each MB. */
const THOROUGH_INDEX = 2_000_000;

/**
 * How well the parts of an index are packed. A reader takes a few of them, however many there are; who builds waits for
 * all. Thoroughly, a part is about a tenth smaller.
 * @param bytes of all parts, as Pagefind packs them
 */
export function qualityOfIndex(bytes: number): number {
  return bytes > THOROUGH_INDEX ? QUALITY.quick : QUALITY.thorough;
}

/** Where a WebAssembly program says that it is one, after what Pagefind puts before everything. */
const WASM = Buffer.from('pagefind_dcd\0asm');

export async function packProgram(program: Buffer): Promise<Buffer> {
  return takeReady(PACKED_PROGRAM, program) ?? packBest(program, constants.BROTLI_MODE_GENERIC);
}

/**
 * Packs what Pagefind has packed with gzip.
 * @param quality for all but its program
 * @param here whether in this thread, all but its program
 */
export async function repackIndex(packed: Buffer, quality: number, here?: boolean): Promise<Buffer> {
  const content = gunzipSync(packed);
  if (content.subarray(0, WASM.length).equals(WASM)) return packProgram(content);
  return packAt(quality, content, constants.BROTLI_MODE_GENERIC, here);
}

/** What packs, and how hard: the same content packed by another library, or by another text of this file, is another result. */
export const PACKER = keyOf(
  String(process.versions.brotli),
  String(process.versions.zlib),
  readFileSync(new URL(import.meta.url), 'utf8'),
);
