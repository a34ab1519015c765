interface Point {
  x: number;
  y: number;
}

/** Side of the square the curve is drawn in; the page stretches it. Large, so that whole numbers place it finely. */
export const SIDE = 500;

/** Where a stop stands within its share of the width, so that it meets the left edge of the words below. */
const INSET = 7;
/** How much the product is used when each stage begins, and at the end: a sketch on the scale of the square, no measurement. */
const USE = [20, 45, 130, 390, 450];
const END = 150;

/**
 * A smooth path through points that go from left to right: level at every peak, never above or below its points
 * between two of them (monotone cubic interpolation after Fritsch and Carlson).
 */
function drawSmooth(points: readonly Point[]): string {
  const slopes = points.slice(1).map(({ x, y }, index) => {
    const from = points[index] ?? { x, y };
    return (y - from.y) / (x - from.x);
  });
  const tangents = points.map((_, index) => {
    const [before = slopes[0] ?? 0, after = slopes.at(-1) ?? 0] = [slopes[index - 1], slopes[index]];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  return points
    .map(({ x, y }, index) => {
      const from = points[index - 1];
      if (!from) return `M${x} ${y}`;
      const third = (x - from.x) / 3;
      const [leave = 0, arrive = 0] = [tangents[index - 1], tangents[index]];
      return `C${[from.x + third, from.y + leave * third, x - third, y - arrive * third, x, y].map(Math.round).join(' ')}`;
    })
    .join('');
}

/** Draws a product's life: the curve, and the stop at which each stage begins, evenly spaced from left to right. */
export function drawLifeCycle(): { path: string; stops: Point[] } {
  const stops = USE.map((use, index) => ({ x: INSET + (index * SIDE) / USE.length, y: SIDE - use }));
  return { path: drawSmooth([...stops, { x: SIDE, y: SIDE - END }]), stops };
}
