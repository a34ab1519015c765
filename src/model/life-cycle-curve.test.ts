import { describe, expect, test } from 'vitest';
import { drawLifeCycle, SIDE } from './life-cycle-curve.ts';

const { path, stops } = drawLifeCycle();
const heights = stops.map(({ y }) => SIDE - y);

describe('the curve of a product’s life', () => {
  test('begins each of five stages at a stop, at equal distances, so that columns of words meet them', () => {
    expect(stops).toHaveLength(5);
    const steps = stops.slice(1).map(({ x }, index) => Math.round((x - (stops[index]?.x ?? NaN)) * 100) / 100);
    expect(new Set(steps)).toEqual(new Set([SIDE / 5]));
  });

  test('rises to the last stop, where decline begins, fastest in the growth stage', () => {
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    const rises = heights.slice(1).map((height, index) => height - (heights[index] ?? NaN));
    expect(rises.indexOf(Math.max(...rises))).toBe(2);
  });

  test('passes through every stop and ends lower, at the right edge', () => {
    const ends = [...path.matchAll(/(?:M|[\d.]+ )([\d.]+ [\d.]+)(?=C|$)/g)].map(([, point]) =>
      point?.split(' ').map(Number),
    );
    expect(ends.slice(0, 5)).toEqual(stops.map(({ x, y }) => [x, y]));
    const [x, y = NaN] = ends[5] ?? [];
    expect(x).toBe(SIDE);
    expect(y).toBeGreaterThan(stops[4]?.y ?? NaN);
  });

  test('never leaves its frame', () => {
    for (const number of path.match(/[\d.-]+/g) ?? []) {
      expect(Number(number)).toBeGreaterThanOrEqual(0);
      expect(Number(number)).toBeLessThanOrEqual(SIDE);
    }
  });
});
