import { describe, expect, test } from 'vitest';
import { measureText, paintText, setLine, type TextStyle } from './card-text.ts';
import { openPicture, type Picture } from './picture.ts';

const WHITE = 0xffffff;

/** A picture with one line of white text on black, its baseline at y = 150. */
function write(text: string, style: TextStyle, x = 0): Picture {
  const picture = openPicture(1200, 200, 0);
  paintText(picture, text, { ...style, x, y: 150, colour: WHITE });
  return picture;
}

/** The first and last column and row with ink in them. */
function inkOf({ lines, width, height }: Picture): { left: number; right: number; top: number; bottom: number } {
  const inked = Array.from({ length: width * height }, (_, at) => at).filter(
    (at) => (lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] ?? 0) > 0,
  );
  const [columns, rows] = [inked.map((at) => at % width), inked.map((at) => Math.floor(at / width))];
  return { left: Math.min(...columns), right: Math.max(...columns), top: Math.min(...rows), bottom: Math.max(...rows) };
}

describe('a line of text', () => {
  test('begins with the ink of its first letter at x, to a quarter of a pixel', () => {
    const leftAt = (x: number): number => inkOf(write('N', { weight: 'heavy', size: 96 }, x)).left;
    expect(leftAt(72)).toBeGreaterThanOrEqual(71);
    expect(leftAt(72)).toBeLessThanOrEqual(72);
    expect(leftAt(73) - leftAt(72)).toBe(1);
  });

  test('stands on its baseline, as high as capitals are', () => {
    const { top, bottom } = inkOf(write('N', { weight: 'heavy', size: 100 }));
    expect([top, bottom]).toEqual([150 - 67, 149]);
  });

  test('sets kerned pairs closer than their letters apart', () => {
    const style = { weight: 'heavy', size: 100 } as const;
    expect(measureText('ToTo', style)).toBeLessThan(measureText('To', style) * 2);
  });

  test('is as wide as it is measured, with the room at each space that its letters leave', () => {
    const style = { weight: 'text', size: 100, tracking: -2 } as const;
    const line = 'Your Week, for Years A N';
    // N ends with its ink as far before its room as it begins after.
    const room = measureText('N', style) - (inkOf(write('N', style)).right + 1);
    expect(Math.abs(inkOf(write(line, style)).right + 1 + room - measureText(line, style))).toBeLessThan(1.5);
    const gap = (one: string, other: string): number =>
      measureText(`${one} ${other}`, style) - measureText(one, style) - measureText(other, style);
    expect(gap('r', 'T')).toBeLessThan(gap('n', 'H'));
  });

  test('is the same picture when it is painted again', () => {
    const style = { weight: 'heavy', size: 70, tracking: -1.4 } as const;
    expect(write('Acquire, keep, convert', style, 72.3).lines).toEqual(
      write('Acquire, keep, convert', style, 72.3).lines,
    );
  });

  test('is nearly the same at each part of a pixel: no letter jumps by a whole one', () => {
    const style = { weight: 'text', size: 34 } as const;
    const weigh = ({ lines }: Picture): number => lines.reduce((sum, number) => sum + (number > 0 ? 1 : 0), 0);
    const weights = [0, 0.25, 0.5, 0.75].map((x) => weigh(write('minimum', style, 10 + x)));
    expect(Math.max(...weights) / Math.min(...weights)).toBeLessThan(1.25);
  });

  test('spells pinyin without its marks', () => {
    const style = { weight: 'text', size: 34 } as const;
    expect(setLine('lāxīn', style)).toEqual(setLine('laxin', style));
    expect(measureText('lāxīn', style)).toBe(measureText('laxin', style));
  });

  test('refuses a letter the font lacks, and names it and the way out', () => {
    expect(() => measureText('留存', { weight: 'text', size: 34 })).toThrow(/lacks “留”.*npm run fonts/);
  });
});
