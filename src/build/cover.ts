/** A closed outline: x and y of its corners in turn, in px. Where outlines of a shape run the other way round, they cut a hole. */
export type Outline = readonly number[];

/** Shares of a colour at the edge of a shape, from none to all. An eye cannot tell more of them on flat colours. */
export const STEPS = 16;

/** How much of each pixel a shape covers, in a box around it. */
export interface Cover {
  left: number;
  top: number;
  width: number;
  height: number;
  /** From 0 to STEPS, line by line */
  steps: Uint8Array;
}

/** The part of a picture a shape is in, and where its cover changes. */
interface Changes {
  left: number;
  top: number;
  /** Pixels of a line, with two more for what an edge at the right leaves behind. */
  stride: number;
  height: number;
  /** What each pixel adds to the cover of all pixels right of it. */
  changes: Float32Array;
}

/** Makes room for a shape. */
function openChanges(shape: readonly Outline[]): Changes {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const outline of shape)
    for (let at = 0; at < outline.length; at += 2) {
      const [x, y] = [outline[at] ?? 0, outline[at + 1] ?? 0];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  if (left > right) return { left: 0, top: 0, stride: 0, height: 0, changes: new Float32Array() };
  [left, top] = [Math.floor(left), Math.floor(top)];
  const [stride, height] = [Math.ceil(right) - left + 2, Math.ceil(bottom) - top];
  return { left, top, stride, height, changes: new Float32Array(stride * height) };
}

/**
 * Adds one edge: to each line of pixels it crosses, the area right of it. After Raph Levien, "Inside the fastest font
 * renderer in the world" (font-rs, 2016): exact cover without samples.
 */
function addEdge(
  { left, top, stride, changes }: Changes,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
): void {
  if (fromY === toY) return;
  const down = fromY < toY;
  const [startY, endY] = [(down ? fromY : toY) - top, (down ? toY : fromY) - top];
  const slope = (toX - fromX) / (toY - fromY);
  let x = (down ? fromX : toX) - left;
  for (let line = Math.floor(startY); line < endY; line += 1) {
    const part = Math.min(line + 1, endY) - Math.max(line, startY);
    const next = x + slope * part;
    const area = down ? part : -part;
    const near = Math.min(x, next);
    const far = Math.max(x, next);
    const first = Math.floor(near);
    const last = Math.ceil(far);
    const at = line * stride;
    if (last <= first + 1) {
      const share = 1 - ((near + far) / 2 - first);
      changes[at + first] = (changes[at + first] ?? 0) + area * share;
      changes[at + first + 1] = (changes[at + first + 1] ?? 0) + area * (1 - share);
    } else {
      let before = 0;
      for (let pixel = first; pixel < last; pixel += 1) {
        // Where the edge is left of the pixel, all of the pixel is right of it; where it crosses, a part.
        const [begin, end] = [Math.max(near, pixel), Math.min(far, pixel + 1)];
        const share = (begin - near + (end - begin) * (1 - (begin + end) / 2 + pixel)) / (far - near);
        changes[at + pixel] = (changes[at + pixel] ?? 0) + area * (share - before);
        before = share;
      }
      changes[at + last] = (changes[at + last] ?? 0) + area * (1 - before);
    }
    x = next;
  }
}

/** What the outlines of a shape surround, without what they cut out. Where outlines overlap they are one. */
export function coverOf(shape: readonly Outline[]): Cover {
  const edges = openChanges(shape);
  for (const outline of shape) {
    let [x, y] = [outline.at(-2) ?? 0, outline.at(-1) ?? 0];
    for (let at = 0; at < outline.length; at += 2) {
      const [nextX, nextY] = [outline[at] ?? 0, outline[at + 1] ?? 0];
      addEdge(edges, x, y, nextX, nextY);
      [x, y] = [nextX, nextY];
    }
  }
  const { left, top, stride, height, changes } = edges;
  const steps = new Uint8Array(stride * height);
  for (let line = 0; line < height; line += 1) {
    let sum = 0;
    let step = 0;
    for (let at = line * stride; at < (line + 1) * stride; at += 1) {
      const change = changes[at] ?? 0;
      if (change !== 0) {
        sum += change;
        step = Math.round(Math.min(Math.abs(sum), 1) * STEPS);
      }
      steps[at] = step;
    }
  }
  return { left, top, width: stride, height, steps };
}
