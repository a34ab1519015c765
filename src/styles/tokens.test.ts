import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = ['tokens.css', 'marks.css'].map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('');
const LINES = ['nm', 'us', 'pr', 'ct', 'cm', 'ev'];

/** The colour of a token in a theme, as its red, green and blue from 0 to 255. */
function read(name: string, theme: 'light' | 'dark'): number[] {
  const value = new RegExp(`--${name}: (?:light-dark\\(#(\\w+), #(\\w+)\\)|var\\(--(\\w+)\\))`).exec(css);
  if (!value) throw new Error(`No --${name} that this test can read.`);
  if (value[3]) return read(value[3], theme);
  const hex = (theme === 'light' ? value[1] : value[2]) ?? '';
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return (full.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
}

/** Relative luminance, from 0 to 1. Source: WCAG 2.2. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((byte) =>
    byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, from 1 to 21. Source: WCAG 2.2. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test.each([
  { one: [0, 0, 0], other: [255, 255, 255], ratio: 21 },
  { one: [118, 118, 118], other: [255, 255, 255], ratio: 4.54 },
  { one: [10, 20, 30], other: [10, 20, 30], ratio: 1 },
])('the contrast of $one and $other is $ratio', ({ one, other, ratio }) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2);
});

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each([
    { what: 'text', of: ['ink', 'soft'], on: ['paper', 'wash'], least: 7 },
    { what: 'marked text', of: ['ink'], on: ['mark'], least: 7 },
    { what: 'the letters of plates', of: ['on-line'], on: LINES, least: 4.5 },
    {
      what: 'lines, edges of controls and the focus',
      of: [...LINES, 'stroke', 'focus'],
      on: ['paper', 'wash'],
      least: 3,
    },
  ])('$what: at least $least to 1', ({ of, on, least }) => {
    const weak = of.flatMap((front) =>
      on
        .map((back) => ({ pair: `${front} on ${back}`, ratio: contrast(read(front, theme), read(back, theme)) }))
        .filter(({ ratio }) => ratio < least),
    );
    expect(weak).toEqual([]);
  });
});
