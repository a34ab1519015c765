import { readFileSync } from 'node:fs';
import { create, type Font, type Glyph } from 'fontkit';
import type { Outline } from './picture.ts';

/** How a line of text is set: `size` and `tracking` (space added after each letter) in px. */
export interface TextStyle {
  weight: 'text' | 'heavy';
  size: number;
  tracking?: number;
}

function openFont(file: string): Font {
  const font = create(readFileSync(new URL(`../styles/fonts/${file}`, import.meta.url)));
  if (!('layout' in font))
    throw new Error(`src/styles/fonts/${file} is not a single font. Make it again: npm run fonts`);
  return font;
}

const FONTS = { text: openFont('card-text.ttf'), heavy: openFont('card-heavy.ttf') };

/** Text in letters the font has: "lāxīn" → "laxin". @throws when a letter is still missing; it would show as a box */
function spell(text: string, font: Font): string {
  const has = (form: string) =>
    form !== '' && [...form].every((part) => font.hasGlyphForCodePoint(part.codePointAt(0) ?? 0));
  return [...text.normalize('NFC')]
    .map((letter) => {
      const spelt = [letter, letter.normalize('NFD').replace(/\p{Mark}/gu, '')].find(has);
      if (spelt !== undefined) return spelt;
      throw new Error(
        `The font of the social images lacks “${letter}” in “${text}”. Add it to src/build/subset-fonts.ts and run npm run fonts.`,
      );
    })
    .join('');
}

/** Sets a line from x = 0, where the ink of its first letter begins. */
function layOut(text: string, { weight, size, tracking = 0 }: TextStyle) {
  const font = FONTS[weight];
  const scale = size / font.unitsPerEm;
  const { glyphs, positions } = font.layout(spell(text, font));
  let x = -(glyphs[0]?.path.bbox.minX ?? 0) * scale;
  const letters = glyphs.map((glyph, index) => {
    const at = x;
    x += (positions[index]?.xAdvance ?? glyph.advanceWidth) * scale + tracking;
    return { glyph, at };
  });
  return { letters, scale };
}

/** Straight pieces that a curve is drawn with. At the largest size of a card they are less than 0.1 px beside it. */
const PIECES = 6;

/** Outlines of a glyph in font units, y upwards; a page of text has few different letters. */
const outlines = new Map<Glyph, Outline[]>();

function flatten(glyph: Glyph): Outline[] {
  const contours: number[][] = [];
  for (const { command, args } of glyph.path.commands) {
    const contour = contours.at(-1) ?? [];
    const [x = 0, y = 0, endX = 0, endY = 0] = args;
    if (command === 'moveTo') contours.push([x, y]);
    else if (command === 'lineTo') contour.push(x, y);
    else if (command === 'quadraticCurveTo') {
      const [fromX = 0, fromY = 0] = contour.slice(-2);
      for (let piece = 1; piece <= PIECES; piece += 1) {
        const [after, before] = [piece / PIECES, 1 - piece / PIECES];
        const at = (from: number, control: number, end: number): number =>
          before * before * from + 2 * before * after * control + after * after * end;
        contour.push(at(fromX, x, endX), at(fromY, y, endY));
      }
    } else if (command !== 'closePath')
      throw new Error(`The font of the social images has a curve of a kind that is not drawn: ${command}.`);
  }
  return contours;
}

function outlinesOf(glyph: Glyph): Outline[] {
  const known = outlines.get(glyph) ?? flatten(glyph);
  outlines.set(glyph, known);
  return known;
}

/** Text without tracking: its letters, the room they take and the empty room before the ink of the first, in font units. */
interface Measured {
  letters: number;
  advance: number;
  before: number;
}

const measured = new Map<string, Measured>();

/** Measures a word, or two letters with a space between them; each once. */
function measureOnce(text: string, weight: TextStyle['weight']): Measured {
  const key = `${weight} ${text}`;
  const known = measured.get(key);
  if (known) return known;
  const font = FONTS[weight];
  const { glyphs, positions } = font.layout(spell(text, font));
  const advance = glyphs.reduce((sum, glyph, index) => sum + (positions[index]?.xAdvance ?? glyph.advanceWidth), 0);
  const now = { letters: glyphs.length, advance, before: glyphs[0]?.path.bbox.minX ?? 0 };
  measured.set(key, now);
  return now;
}

/** The room between two words, in font units: the fonts draw some letters closer to a space than others. */
function measureGap(one: string, other: string, weight: TextStyle['weight']): number {
  const [left, right] = [one.slice(-1), other.slice(0, 1)];
  const advanceOf = (text: string): number => measureOnce(text, weight).advance;
  return advanceOf(`${left} ${right}`) - advanceOf(left) - advanceOf(right);
}

/**
 * Width of one line, in px. Whoever looks for the best break asks for the same words again and again, so each word is laid
 * out once, and not each line.
 */
export function measureText(text: string, { weight, size, tracking = 0 }: TextStyle): number {
  const words = text.split(' ');
  let [units, letters] = [-measureOnce(words[0] ?? '', weight).before, words.length - 1];
  words.forEach((word, index) => {
    const { advance, letters: own } = measureOnce(word, weight);
    const last = words[index - 1];
    units += advance + (last === undefined ? 0 : measureGap(last, word, weight));
    letters += own;
  });
  return (units * size) / FONTS[weight].unitsPerEm + tracking * (letters - 1);
}

/** The outlines of one line, its baseline starting at (x, y). */
export function outlineText(text: string, x: number, y: number, style: TextStyle): Outline[] {
  const { letters, scale } = layOut(text, style);
  const placed: Outline[] = [];
  for (const { glyph, at } of letters)
    for (const outline of outlinesOf(glyph)) {
      const points: number[] = [];
      for (let index = 0; index < outline.length; index += 2) {
        points.push(x + at + (outline[index] ?? 0) * scale, y - (outline[index + 1] ?? 0) * scale);
      }
      placed.push(points);
    }
  return placed;
}
