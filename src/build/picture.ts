import { constants, crc32, deflateSync } from 'node:zlib';

/** A closed outline: x and y of its corners in turn, in px. Where outlines of a shape run the other way round, they cut a hole. */
export type Outline = readonly number[];

/** A picture of flat colours, one byte a pixel. */
export interface Picture {
  width: number;
  height: number;
  /** 0xRRGGBB; the first is the ground. */
  palette: number[];
  /** Per line one byte that is 0 and then the pixels, as PNG wants them: numbers of the palette. */
  lines: Uint8Array;
  /**
   * Numbers of the mixtures made so far, each one more, or 0 for none yet: by the number that lies above, then by the one
   * below and the share.
   */
  mixtures: Map<number, Uint16Array>;
}

/** Shares of a colour at the edge of a shape, from none to all. An eye cannot tell more of them on flat colours. */
const STEPS = 16;
const COLOURS = 256;

/** Opens a picture that is all ground. Colours are 0xRRGGBB everywhere. */
export function openPicture(width: number, height: number, ground: number): Picture {
  return { width, height, palette: [ground], lines: new Uint8Array((width + 1) * height), mixtures: new Map() };
}

/**
 * Makes a picture like another, to be painted on by itself.
 * @param over a picture of the same size that nobody needs any more: to open one takes longer than to paint over it
 */
export function copyPicture({ palette, lines, mixtures, ...size }: Picture, over?: Picture): Picture {
  const copied = over?.lines ?? new Uint8Array(lines.length);
  copied.set(lines);
  const mixed = Array.from(mixtures, ([above, numbers]) => [above, numbers.slice()] as const);
  return { ...size, palette: [...palette], lines: copied, mixtures: new Map(mixed) };
}

/** A colour laid over another, `share` from 0 to 1. */
export function mix(below: number, above: number, share: number): number {
  const part = (shift: number): number => {
    const [from, to] = [(below >> shift) & 255, (above >> shift) & 255];
    return Math.round(from + (to - from) * share) << shift;
  };
  return part(16) | part(8) | part(0);
}

/** The number a colour has in the palette. @throws when there is no more room for it */
function numberOf(picture: Picture, colour: number): number {
  const known = picture.palette.indexOf(colour);
  if (known >= 0) return known;
  if (picture.palette.length === COLOURS)
    throw new Error(`A social image has more than ${String(COLOURS)} colours. Draw it with fewer.`);
  return picture.palette.push(colour) - 1;
}

/** The mixtures of one colour with what lies below it. */
function mixturesOf({ mixtures }: Picture, above: number): Uint16Array {
  const known = mixtures.get(above) ?? new Uint16Array(COLOURS * STEPS);
  mixtures.set(above, known);
  return known;
}

/** The number of a colour over what is there, in `step` of STEPS shares. */
function mixture(picture: Picture, mixed: Uint16Array, [below, above, step]: [number, number, number]): number {
  const at = below * STEPS + step;
  const known = mixed[at] ?? 0;
  if (known > 0) return known - 1;
  const { palette } = picture;
  const made = numberOf(picture, mix(palette[below] ?? 0, palette[above] ?? 0, step / STEPS));
  mixed[at] = made + 1;
  return made;
}

/** How much of each pixel a shape covers, in a box around it. */
export interface Cover {
  left: number;
  top: number;
  width: number;
  height: number;
  /** From 0 to STEPS, line by line */
  steps: Uint8Array;
}

/** The part of a picture a shape is in, and where its cover changes. */
interface Changes {
  left: number;
  top: number;
  /** Pixels of a line, with two more for what an edge at the right leaves behind. */
  stride: number;
  height: number;
  /** What each pixel adds to the cover of all pixels right of it. */
  changes: Float32Array;
}

/** Makes room for a shape. */
function openChanges(shape: readonly Outline[]): Changes {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const outline of shape)
    for (let at = 0; at < outline.length; at += 2) {
      const [x, y] = [outline[at] ?? 0, outline[at + 1] ?? 0];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  if (left > right) return { left: 0, top: 0, stride: 0, height: 0, changes: new Float32Array() };
  [left, top] = [Math.floor(left), Math.floor(top)];
  const [stride, height] = [Math.ceil(right) - left + 2, Math.ceil(bottom) - top];
  return { left, top, stride, height, changes: new Float32Array(stride * height) };
}

/**
 * Adds one edge: to each line of pixels it crosses, the area right of it. After Raph Levien, "Inside the fastest font
 * renderer in the world" (font-rs, 2016): exact cover without samples.
 */
function addEdge(
  { left, top, stride, changes }: Changes,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
): void {
  if (fromY === toY) return;
  const down = fromY < toY;
  const [startY, endY] = [(down ? fromY : toY) - top, (down ? toY : fromY) - top];
  const slope = (toX - fromX) / (toY - fromY);
  let x = (down ? fromX : toX) - left;
  for (let line = Math.floor(startY); line < endY; line += 1) {
    const part = Math.min(line + 1, endY) - Math.max(line, startY);
    const next = x + slope * part;
    const area = down ? part : -part;
    const near = Math.min(x, next);
    const far = Math.max(x, next);
    const first = Math.floor(near);
    const last = Math.ceil(far);
    const at = line * stride;
    if (last <= first + 1) {
      const share = 1 - ((near + far) / 2 - first);
      changes[at + first] = (changes[at + first] ?? 0) + area * share;
      changes[at + first + 1] = (changes[at + first + 1] ?? 0) + area * (1 - share);
    } else {
      let before = 0;
      for (let pixel = first; pixel < last; pixel += 1) {
        // Where the edge is left of the pixel, all of the pixel is right of it; where it crosses, a part.
        const [begin, end] = [Math.max(near, pixel), Math.min(far, pixel + 1)];
        const share = (begin - near + (end - begin) * (1 - (begin + end) / 2 + pixel)) / (far - near);
        changes[at + pixel] = (changes[at + pixel] ?? 0) + area * (share - before);
        before = share;
      }
      changes[at + last] = (changes[at + last] ?? 0) + area * (1 - before);
    }
    x = next;
  }
}

/** What the outlines of a shape surround, without what they cut out. Where outlines overlap they are one. */
export function coverOf(shape: readonly Outline[]): Cover {
  const edges = openChanges(shape);
  for (const outline of shape) {
    let [x, y] = [outline.at(-2) ?? 0, outline.at(-1) ?? 0];
    for (let at = 0; at < outline.length; at += 2) {
      const [nextX, nextY] = [outline[at] ?? 0, outline[at + 1] ?? 0];
      addEdge(edges, x, y, nextX, nextY);
      [x, y] = [nextX, nextY];
    }
  }
  const { left, top, stride, height, changes } = edges;
  const steps = new Uint8Array(stride * height);
  for (let line = 0; line < height; line += 1) {
    let sum = 0;
    let step = 0;
    for (let at = line * stride; at < (line + 1) * stride; at += 1) {
      const change = changes[at] ?? 0;
      if (change !== 0) {
        sum += change;
        step = Math.round(Math.min(Math.abs(sum), 1) * STEPS);
      }
      steps[at] = step;
    }
  }
  return { left, top, width: stride, height, steps };
}

/** Paints what is covered, moved right and down by whole pixels; what is beside the picture is left out. */
export function paintCover(picture: Picture, cover: Cover, [right, down]: [number, number], colour: number): void {
  const { lines, width } = picture;
  const [left, top] = [cover.left + right, cover.top + down];
  const number = numberOf(picture, colour);
  const mixed = mixturesOf(picture, number);
  const [first, last] = [Math.max(0, -left), Math.min(cover.width, width - left)];
  const bottom = Math.min(cover.height, picture.height - top);
  for (let line = Math.max(0, -top); line < bottom; line += 1) {
    const at = (top + line) * (width + 1) + 1 + left;
    const from = line * cover.width;
    for (let pixel = first; pixel < last; pixel += 1) {
      const step = cover.steps[from + pixel] ?? 0;
      if (step === STEPS) lines[at + pixel] = number;
      else if (step > 0) lines[at + pixel] = mixture(picture, mixed, [lines[at + pixel] ?? 0, number, step]);
    }
  }
}

/** Paints a shape. */
export function paintShape(picture: Picture, shape: readonly Outline[], colour: number): void {
  paintCover(picture, coverOf(shape), [0, 0], colour);
}

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
