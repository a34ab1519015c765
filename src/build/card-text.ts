import { readFileSync } from 'node:fs';
import { coverOf, type Cover, type Outline } from './cover.ts';
import { paintCover, type Picture } from './picture.ts';

/** What drawing text takes from a font; measures in font units, y upwards. `npm run fonts` makes it. */
export interface FontLetters {
  /** Units of the size of a letter */
  em: number;
  /** Outlines as SVG writes them, in straight lines and quadratic curves: "M0 0L9 0Q9 9 0 9Z" */
  letters: Readonly<Record<string, { advance: number; outline: string }>>;
  /** Pairs that are set closer or further apart: left letter → by how much → right letters */
  kerning: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** How a line of text is set: `size` and `tracking` (space added after each letter) in px. */
export interface TextStyle {
  weight: 'text' | 'heavy';
  size: number;
  tracking?: number;
}

/** A letter of a line; px from where the ink of the first begins to where this one is drawn from. */
interface Placed {
  letter: string;
  at: number;
}

const FONTS = JSON.parse(
  readFileSync(new URL('../styles/fonts/card-letters.json', import.meta.url), 'utf8'),
) as Readonly<Record<TextStyle['weight'], FontLetters>>;

/** Text in letters the font has: "lāxīn" → "laxin". @throws when a letter is still missing; it would show as a box */
function spell(text: string, { letters }: FontLetters): string {
  const has = (form: string): boolean => form !== '' && [...form].every((part) => part in letters);
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

/** Straight pieces that a curve is drawn with. At the largest size of a card they are less than 0.1 px beside it. */
const PIECES = 6;

/** The corners of an outline that SVG writes with M, L, Q and Z. */
function flatten(outline: string): Outline[] {
  const contours: number[][] = [];
  for (const [, command = '', numbers = ''] of outline.matchAll(/([MLQ])([^MLQZ]*)/g)) {
    const [x = 0, y = 0, endX = 0, endY = 0] = numbers.split(' ').map(Number);
    if (command === 'M') contours.push([]);
    const contour = contours.at(-1) ?? [];
    const [fromX = 0, fromY = 0] = contour.slice(-2);
    if (command !== 'Q') contour.push(x, y);
    else
      for (let piece = 1; piece <= PIECES; piece += 1) {
        const [after, before] = [piece / PIECES, 1 - piece / PIECES];
        const at = (from: number, control: number, end: number): number =>
          before * before * from + 2 * before * after * control + after * after * end;
        contour.push(at(fromX, x, endX), at(fromY, y, endY));
      }
  }
  return contours;
}

/** A letter as it is measured and drawn: its ink begins `before` units from where it is drawn from. */
interface Letter {
  advance: number;
  before: number;
  outline: readonly Outline[];
  /** Letters after it that are set closer or further apart, and by how much */
  kerning: ReadonlyMap<string, number>;
}

function readLetter({ letters, kerning }: FontLetters, letter: string): Letter {
  const { advance = 0, outline = '' } = letters[letter] ?? {};
  const contours = flatten(outline);
  const xs = contours.flatMap((contour) => contour.filter((_, index) => index % 2 === 0));
  const pairs = Object.entries(kerning[letter] ?? {}).flatMap(([distance, rights]) =>
    [...rights].map((right) => [right, Number(distance)] as const),
  );
  const before = xs.length === 0 ? 0 : Math.min(...xs);
  return { advance, before, outline: contours, kerning: new Map(pairs) };
}

/** Gives what a key stands for, made once. */
function once<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

const read = { text: new Map<string, Letter>(), heavy: new Map<string, Letter>() };

/** A letter that the font has. */
const letterOf = (weight: TextStyle['weight'], letter: string): Letter =>
  once(read[weight], letter, () => readLetter(FONTS[weight], letter));

/** Font units from where a letter is drawn from to where the next one is. */
function step(weight: TextStyle['weight'], letter: string, next = ''): number {
  const { advance, kerning } = letterOf(weight, letter);
  return advance + (kerning.get(next) ?? 0);
}

/** A word without tracking: its letters as the font has them, and their room in font units. */
interface Word {
  letters: readonly string[];
  advance: number;
}

const words = { text: new Map<string, Word>(), heavy: new Map<string, Word>() };

const wordOf = (weight: TextStyle['weight'], word: string): Word =>
  once(words[weight], word, () => {
    const letters = [...spell(word, FONTS[weight])];
    return { letters, advance: letters.reduce((sum, letter, at) => sum + step(weight, letter, letters[at + 1]), 0) };
  });

/**
 * Width of one line, in px. Whoever looks for the best break asks for the same words again and again, so each word is
 * measured once, and not each line.
 */
export function measureText(text: string, { weight, size, tracking = 0 }: TextStyle): number {
  const line = text.split(' ').map((word) => wordOf(weight, word));
  let units = -letterOf(weight, line[0]?.letters[0] ?? '').before;
  let count = line.length - 1;
  line.forEach(({ letters, advance }, index) => {
    units += advance;
    count += letters.length;
    const next = line[index + 1];
    // The fonts draw some letters closer to a space than others.
    if (next)
      units += step(weight, ' ', next.letters[0]) + (letterOf(weight, letters.at(-1) ?? '').kerning.get(' ') ?? 0);
  });
  return (units * size) / FONTS[weight].em + tracking * (count - 1);
}

/** Sets a line from x = 0, where the ink of its first letter begins. */
export function setLine(text: string, { weight, size, tracking = 0 }: TextStyle): Placed[] {
  const letters = [...spell(text, FONTS[weight])];
  const scale = size / FONTS[weight].em;
  let x = -letterOf(weight, letters[0] ?? '').before * scale;
  return letters.map((letter, index) => {
    const at = x;
    x += step(weight, letter, letters[index + 1]) * scale + tracking;
    return { letter, at };
  });
}

/** Places within a pixel that a letter is drawn at. An eye cannot tell more of them. */
const PLACES = 4;

const covers = new Map<string, Cover>();

/** A letter drawn once for all lines: at its size, `place` parts of a pixel right of a whole one. */
function coverLetter(letter: string, { weight, size }: TextStyle, place: number): Cover {
  return once(covers, `${weight} ${String(size)} ${String(place)} ${letter}`, () => {
    const scale = size / FONTS[weight].em;
    const points = letterOf(weight, letter).outline.map((outline) =>
      outline.map((value, index) => (index % 2 === 0 ? place / PLACES + value * scale : -value * scale)),
    );
    return coverOf(points);
  });
}

/** Paints one line, the ink of its first letter beginning at x, its baseline at the whole pixel next to y. */
export function paintText(
  picture: Picture,
  text: string,
  { x, y, colour, ...style }: TextStyle & { x: number; y: number; colour: number },
): void {
  for (const { letter, at } of setLine(text, style)) {
    const quarters = Math.round((x + at) * PLACES);
    const whole = Math.floor(quarters / PLACES);
    paintCover(picture, coverLetter(letter, style, quarters - whole * PLACES), [whole, Math.round(y)], colour);
  }
}
