import { coverOf, STEPS, type Cover, type Outline } from './cover.ts';

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
