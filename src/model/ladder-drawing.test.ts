import { describe, expect, test } from 'vitest';
import { STOPS, type Stop } from '../schemas/ladder.ts';
import { drawLadder } from './ladder-drawing.ts';

const draw = (...stops: Stop[]) => drawLadder(stops.map((stop) => ({ stop, title: `T-${stop}` })));
const placesOf = (...stops: Stop[]) => new Map(draw(...stops).stops.map((place) => [place.stop, place]));

describe('a ladder with one track', () => {
  const drawing = draw('specialist', 'supervisor', 'manager', 'director');

  test('is one straight line with every stop on it', () => {
    expect(drawing.path).toMatch(/^M\d+ (\d+)H\d+$/);
    const line = Number(/ (\d+)H/.exec(drawing.path)?.[1]);
    expect(drawing.stops.map(({ y }) => y)).toEqual([line, line, line, line]);
  });

  test('goes up from left to right and carries the titles', () => {
    const across = drawing.stops.map(({ x }) => x);
    expect(across).toEqual(across.toSorted((a, b) => a - b));
    expect(new Set(across).size).toBe(4);
    expect(drawing.stops.map(({ title }) => title)).toEqual([
      'T-specialist',
      'T-supervisor',
      'T-manager',
      'T-director',
    ]);
  });
});

describe('a ladder with two tracks', () => {
  const places = placesOf(...STOPS);
  const y = (stop: Stop): number => places.get(stop)?.y ?? NaN;
  const x = (stop: Stop): number => places.get(stop)?.x ?? NaN;

  test('has the professional track above and the management track below the line', () => {
    for (const [upper, lower] of [
      ['senior', 'supervisor'],
      ['principal', 'manager'],
    ] as const) {
      expect(x(upper)).toBe(x(lower));
      expect(y(upper)).toBeLessThan(y('specialist'));
      expect(y(lower)).toBeGreaterThan(y('specialist'));
      expect(places.get(upper)?.above).toBe(true);
      expect(places.get(lower)?.above).toBe(false);
    }
    expect(y('director')).toBe(y('specialist'));
  });

  test('forks after the first rung and joins before the last', () => {
    const branches = [...draw(...STOPS).path.matchAll(/M(\d+) (\d+)L(\d+) (\d+)H(\d+)L(\d+) (\d+)/g)].map((match) =>
      match.map(Number),
    );
    expect(branches.map(([, , , , track]) => track)).toEqual([y('senior'), y('supervisor')]);
    for (const [, fork = NaN, start, turn = NaN, , back = NaN, join = NaN, end] of branches) {
      expect([fork, turn, back, join]).toEqual([fork, turn, back, join].toSorted((one, two) => one - two));
      expect([start, end]).toEqual([y('specialist'), y('specialist')]);
      expect(fork).toBeGreaterThan(x('specialist'));
      expect(fork).toBeLessThan(x('senior'));
      expect(join).toBeGreaterThan(x('principal'));
      expect(join).toBeLessThan(x('director'));
    }
  });
});

test('a ladder that forks on one rung only keeps the single stop on the line', () => {
  const places = placesOf('specialist', 'senior', 'supervisor', 'manager', 'director');
  expect(places.get('manager')?.y).toBe(places.get('specialist')?.y);
  const joins = [...draw('specialist', 'senior', 'supervisor', 'manager', 'director').path.matchAll(/L(\d+) 92/g)].map(
    ([, at]) => Number(at),
  );
  expect(joins).toHaveLength(2);
  for (const join of joins) expect(join).toBeLessThan(places.get('manager')?.x ?? NaN);
});
