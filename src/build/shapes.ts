import type { Outline } from './cover.ts';

/** Corners of a whole turn: at the size of a social image nobody sees that it is no circle. */
const TURN = 64;

/** Points of an arc around (x, y), in eighths of a turn from the right, downwards. */
function arc(x: number, y: number, radius: number, from: number, to: number): number[] {
  const steps = (TURN * (to - from)) / 8;
  return Array.from({ length: steps + 1 }, (_, step) => 2 * Math.PI * (from / 8 + step / TURN)).flatMap((angle) => [
    x + radius * Math.cos(angle),
    y + radius * Math.sin(angle),
  ]);
}

/** A disc, measures in px as in all of these. */
export function disc(x: number, y: number, radius: number): Outline {
  return arc(x, y, radius, 0, 8);
}

/** A rectangle with round corners. */
export function roundedBox(x: number, y: number, width: number, height: number, radius: number): Outline {
  const [left, right, top, bottom] = [x + radius, x + width - radius, y + radius, y + height - radius];
  return [
    ...arc(right, bottom, radius, 0, 2),
    ...arc(left, bottom, radius, 2, 4),
    ...arc(left, top, radius, 4, 6),
    ...arc(right, top, radius, 6, 8),
  ];
}

/** A line through points, x and y in turn, with round bends; `round` ends are half a disc, others are cut. */
export function band(points: readonly number[], width: number, round = false): Outline[] {
  const half = width / 2;
  const outlines: Outline[] = [];
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x = 0, y = 0, nextX = 0, nextY = 0] = points.slice(at, at + 4);
    const length = Math.hypot(nextX - x, nextY - y);
    const [acrossX, acrossY] = [(-(nextY - y) / length) * half, ((nextX - x) / length) * half];
    outlines.push([
      ...[x - acrossX, y - acrossY, nextX - acrossX, nextY - acrossY],
      ...[nextX + acrossX, nextY + acrossY, x + acrossX, y + acrossY],
    ]);
  }
  for (let at = 0; at < points.length; at += 2)
    if (round || (at > 0 && at + 2 < points.length)) outlines.push(disc(points[at] ?? 0, points[at + 1] ?? 0, half));
  return outlines;
}
