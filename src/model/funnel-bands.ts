/** One band of a funnel in a square of 100, to be stretched: its surface, and its two sides. */
export interface Band {
  surface: string;
  sides: string;
}

/** How much of the full width is left at the foot. */
const FOOT = 16;

/** Draws a funnel as bands of one height, each as wide at its head as the one before is at its foot. */
export function drawBands(count: number): Band[] {
  const edge = (index: number): number => Math.round((((100 - FOOT) / 2) * index * 10) / count) / 10;
  return Array.from({ length: count }, (_, index) => {
    const [head, foot] = [edge(index), edge(index + 1)];
    return {
      surface: `M${head} 0H${100 - head}L${100 - foot} 100H${foot}Z`,
      sides: `M${head} 0L${foot} 100M${100 - head} 0L${100 - foot} 100`,
    };
  });
}
