import type { Branch } from '../schemas/diagrams.ts';

/** A part with its size worked out, in visits. */
export interface Grown {
  name: string;
  size: number;
  /** How a leaf comes to its size, in words: "20,000 users × 2.5 visits each"; empty for a branch. */
  sum: string;
  parts: Grown[];
}

/** Writes a whole number with its thousands apart: 100000 → "100,000". */
export const writeNumber = (number: number): string => number.toLocaleString('en-GB');

/** Works out every number of a driver tree from its leaves upwards. */
export function growTree({ name, visits, parts = [] }: Branch): Grown {
  const grown = parts.map(growTree);
  if (!visits) return { name, size: grown.reduce((sum, { size }) => sum + size, 0), sum: '', parts: grown };
  const { count, of, rate, unit } = visits;
  const share = unit.startsWith('%') ? rate / 100 : rate;
  return { name, size: Math.round(count * share), sum: `${writeNumber(count)} ${of} × ${rate} ${unit}`, parts: grown };
}
