import { describe, expect, test } from 'vitest';
import { STOPS, type Stop } from '../schemas/ladder.ts';
import { drawMap, NARROW, WIDE, type Line } from './line-map.ts';

const steps = (stops: readonly Stop[]) => stops.map((stop) => ({ stop, title: `T-${stop}` }));
const line = (id: string, more: Partial<Line> = {}): Line => ({
  id,
  code: 'XX',
  short: id,
  ladder: steps(STOPS),
  ...more,
});
const SIX = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => line(id));

const pointsOf = (path: string) =>
  [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

describe.each([
  ['wide', WIDE, 'x', 'y'],
  ['narrow', NARROW, 'y', 'x'],
] as const)('the %s map', (_, measures, along, across) => {
  const map = drawMap(SIX, measures);
  const starts = map.lines.map(({ start }) => start[across]);
  const ends = map.lines.map(({ path }) => pointsOf(path).at(-1)?.[across] ?? NaN);
  const steady = (values: number[], gap: number) =>
    values.slice(1).every((value, index) => Math.abs(value - (values[index] ?? NaN) - gap) < 1e-9);

  test('starts its lines in parallel and in the order given', () => {
    expect(map.lines.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(steady(starts, measures.across.gap)).toBe(true);
    expect(new Set(map.lines.map(({ start }) => start[along]))).toEqual(new Set([measures.along.start]));
  });

  test('ends its lines as one bundle around the terminus', () => {
    expect(steady(ends, measures.across.bundle)).toBe(true);
    expect(((ends[0] ?? NaN) + (ends.at(-1) ?? NaN)) / 2).toBeCloseTo(map.terminus[across]);
    expect(map.terminus[across]).toBeCloseTo(((starts[0] ?? NaN) + (starts.at(-1) ?? NaN)) / 2);
    expect(map.terminus[along]).toBe(measures.along.end);
    expect(map.terminus.length).toBeGreaterThan(Math.abs((ends.at(-1) ?? NaN) - (ends[0] ?? NaN)));
  });

  test('bends each line once, by 45 degrees, before its end', () => {
    for (const { path } of map.lines) {
      const [, bend, joined, end] = pointsOf(path);
      expect(path).toMatch(/^M[^ML]+L[^ML]+L[^ML]+L[^ML]+$/);
      if (!bend || !joined || !end) throw new Error(`four points expected in ${path}`);
      expect(joined[along] - bend[along]).toBeCloseTo(Math.abs(joined[across] - bend[across]));
      expect(end[along]).toBeGreaterThan(joined[along]);
      expect(end[across]).toBe(joined[across]);
    }
  });

  test('keeps every point inside the drawing', () => {
    const points = map.lines.flatMap(({ path, stops }) => [...pointsOf(path), ...stops]);
    for (const { x, y } of points) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(map.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(map.height);
    }
  });

  test('puts each stop on its line, at its rung', () => {
    for (const { start, stops } of map.lines) {
      expect(stops.map((stop) => stop[along])).toEqual(measures.along.rungs);
      expect(new Set(stops.map((stop) => stop[across]))).toEqual(new Set([start[across]]));
    }
    expect(map.rungs.map(({ at }) => at)).toEqual(measures.along.rungs);
    expect(map.rungs.map(({ names }) => names.join(' or '))).toEqual([
      'Specialist',
      'Supervisor or Senior',
      'Manager or Principal',
    ]);
  });
});

describe('the stops of a line', () => {
  const stopsOf = (more: Partial<Line>) => drawMap([line('user', more)], WIDE).lines[0]?.stops ?? [];

  test('are capsules where both tracks have a title, and lead to the ladder of the role', () => {
    expect(stopsOf({}).map(({ capsule, title, address }) => ({ capsule, title, address }))).toEqual([
      { capsule: false, title: 'T-specialist', address: '/roles/user/#ladder-specialist' },
      { capsule: true, title: 'T-supervisor or T-senior', address: '/roles/user/#ladder-supervisor' },
      { capsule: true, title: 'T-manager or T-principal', address: '/roles/user/#ladder-manager' },
    ]);
  });

  test('are round where one track has a title, and missing where the ladder has none', () => {
    const stops = stopsOf({ ladder: steps(['specialist', 'manager', 'director']) });
    expect(stops.map(({ x, capsule }) => ({ x, capsule }))).toEqual([
      { x: WIDE.along.rungs[0], capsule: false },
      { x: WIDE.along.rungs[2], capsule: false },
    ]);
  });
});

describe('the spur', () => {
  const spurred = drawMap(
    [line('a', { spur: { after: 'supervisor', title: 'Product manager' } }), line('b')],
    WIDE,
  ).lines;

  test('is drawn only on the line that has one', () => {
    expect(spurred.map(({ spur }) => spur?.title)).toEqual(['Product manager', undefined]);
  });

  test('leaves its own line after the second rung and ends beside it, short of the next line', () => {
    const [own, next] = spurred;
    const [first, bend, last] = pointsOf(own?.spur?.path ?? '');
    expect(bend?.x).toBeGreaterThan(first?.x ?? NaN);
    expect(last?.x).toBeGreaterThan(bend?.x ?? NaN);
    expect(bend?.y).toBe(last?.y);
    expect(first?.y).toBe(own?.start.y);
    expect(first?.x).toBeGreaterThan(WIDE.along.rungs[1]);
    expect(last).toEqual({ x: own?.spur?.x, y: own?.spur?.y });
    expect(last?.y).toBeGreaterThan(own?.start.y ?? NaN);
    expect(last?.y).toBeLessThan(next?.start.y ?? NaN);
  });
});
