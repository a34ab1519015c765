import { constants, crc32, deflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A part of a PNG file: its length, name, content and sum. */
function makeChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A picture as a PNG file with a palette (PNG specification, third edition, W3C 2025). The same picture gives the same bytes. */
export function encodePng({ width, height, palette, lines }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, numbers of a palette; the rest of the header has one value each.
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const pixels = deflateSync(lines, { strategy: constants.Z_RLE });
  const chunks = [makeChunk('IHDR', header), makeChunk('PLTE', colours), makeChunk('IDAT', pixels)];
  return Buffer.concat([SIGNATURE, ...chunks, makeChunk('IEND', Buffer.alloc(0))]);
}
