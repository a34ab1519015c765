import { readFileSync } from 'node:fs';
import { create, type Font, type Glyph } from 'fontkit';

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
  return { letters, scale, width: x - tracking };
}

/** Outlines in font units; a page of text has few different letters. */
const outlines = new Map<Glyph, string>();

function outline(glyph: Glyph): string {
  const known = outlines.get(glyph) ?? glyph.path.toSVG();
  outlines.set(glyph, known);
  return known;
}

/** Widths by style and text: whoever looks for the best break asks for the same lines again and again. */
const widths = new Map<string, number>();

/** Width of one line, in px. */
export function measureText(text: string, style: TextStyle): number {
  const key = `${style.weight} ${style.size} ${style.tracking ?? 0} ${text}`;
  const width = widths.get(key) ?? layOut(text, style).width;
  widths.set(key, width);
  return width;
}

/** One line as SVG paths, its baseline starting at (x, y): an image of outlines needs no font to be drawn. */
export function outlineText(text: string, x: number, y: number, style: TextStyle): string {
  const { letters, scale } = layOut(text, style);
  return letters
    .map(({ glyph, at }) => ({ d: outline(glyph), at: (x + at).toFixed(2) }))
    .filter(({ d }) => d !== '')
    .map(({ d, at }) => `<path transform="matrix(${scale} 0 0 ${-scale} ${at} ${y})" d="${d}"/>`)
    .join('');
}
