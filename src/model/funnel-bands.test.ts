import { expect, test } from 'vitest';
import { drawBands } from './funnel-bands.ts';

/** Width of a band at its head and at its foot, read from the path of its sides. */
function widths(sides: string): [head: number, foot: number] {
  const [, head, foot, headRight, footRight] =
    /^M([\d.]+) 0L([\d.]+) 100M([\d.]+) 0L([\d.]+) 100$/.exec(sides)?.map(Number) ?? [];
  return [(headRight ?? NaN) - (head ?? NaN), (footRight ?? NaN) - (foot ?? NaN)];
}

test.each([2, 3, 5])(
  'a funnel of %i bands narrows from the full width, each band going on where the last one ends',
  (count) => {
    const bands = drawBands(count).map(({ sides }) => widths(sides));
    expect(bands).toHaveLength(count);
    expect(bands[0]?.[0]).toBe(100);
    bands.forEach(([head, foot], index) => {
      expect(foot).toBeLessThan(head);
      expect(foot).toBeGreaterThan(0);
      if (index > 0) expect(head).toBeCloseTo(bands[index - 1]?.[1] ?? NaN);
    });
  },
);

test('the surface of a band fills the space between its sides', () => {
  expect(drawBands(1)).toEqual([{ surface: 'M0 0H100L58 100H42Z', sides: 'M0 0L42 100M100 0L58 100' }]);
});
