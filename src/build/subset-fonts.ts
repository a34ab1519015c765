/**
 * Makes the font files of the guide from Atkinson Hyperlegible Next (SIL Open Font License 1.1): for the pages, the Latin
 * they use; for the social images, the outlines and distances of the same letters in two fixed weights, which a build
 * reads at once. Run by hand when a page needs a new letter: npm run fonts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import subsetFont from 'subset-font';
import type { FontLetters } from './card-text.ts';

const require = createRequire(import.meta.url);
const LATIN = `${String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))}\u00a0’‘“”–—…·×÷−§©→←↑↓½%‑≈≥≤éèáàíìóòúùüçñ`;

const ALL_WEIGHTS = { min: 400, max: 760 };

/** The letters in one weight, or in all of them. */
async function subset(targetFormat: 'woff2' | 'truetype', weight: number | typeof ALL_WEIGHTS): Promise<Buffer> {
  const file =
    require.resolve('@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2');
  // The types of subset-font are older than its options; a variable is not checked for the ones they lack.
  const options = {
    targetFormat,
    variationAxes: { wght: weight },
    keepFeatures: ['kern', 'tnum', 'mark', 'ccmp'],
    noHinting: true,
  };
  return subsetFont(readFileSync(file), LATIN, options);
}

function save(target: string, content: Buffer | string): void {
  writeFileSync(new URL(`../styles/fonts/${target}`, import.meta.url), content);
  console.log(`src/styles/fonts/${target}: ${content.length} bytes`);
}

/** Width of a text in font units, and of how many glyphs it is. */
function measure(font: Font, text: string): { glyphs: number; advance: number } {
  const { glyphs, positions } = font.layout(text);
  return { glyphs: glyphs.length, advance: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) };
}

/** By how much each pair of letters is closer than the two apart: left letter → distance → right letters. */
function readKerning(font: Font, letters: readonly string[]): FontLetters['kerning'] {
  const kerning: Record<string, Record<string, string>> = {};
  const widths = new Map(letters.map((letter) => [letter, measure(font, letter).advance]));
  for (const left of letters) {
    const pairs: Record<string, string> = {};
    for (const right of letters) {
      const { glyphs, advance } = measure(font, left + right);
      if (glyphs !== 2)
        throw new Error(`The font draws “${left + right}” as one letter. Leave that feature out above.`);
      const distance = advance - (widths.get(left) ?? 0) - (widths.get(right) ?? 0);
      if (distance !== 0) pairs[distance] = (pairs[distance] ?? '') + right;
    }
    if (Object.keys(pairs).length > 0) kerning[left] = pairs;
  }
  return kerning;
}

/** All that drawing text takes from a font. */
async function readLetters(weight: number): Promise<FontLetters> {
  const font = create(await subset('truetype', weight));
  if (!('layout' in font)) throw new Error('The font file holds more than one font.');
  const letters = [...LATIN].filter((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
  return {
    em: font.unitsPerEm,
    letters: Object.fromEntries(
      letters.map((letter) => {
        const { path, advanceWidth } = font.glyphForCodePoint(letter.codePointAt(0) ?? 0);
        return [letter, { advance: advanceWidth, outline: path.toSVG() }];
      }),
    ),
    kerning: readKerning(font, letters),
  };
}

save('guide.woff2', await subset('woff2', ALL_WEIGHTS));
save('card-letters.json', `${JSON.stringify({ text: await readLetters(450), heavy: await readLetters(760) })}\n`);
