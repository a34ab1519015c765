import type { Stop } from '../schemas/ladder.ts';
import { groupRungs, PLACES } from './ladder.ts';

export interface LadderStop {
  stop: Stop;
  title: string;
  x: number;
  y: number;
  /** Whether the words stand above the line or below it. */
  above: boolean;
}

export interface LadderDrawing {
  width: number;
  height: number;
  path: string;
  stops: LadderStop[];
}

const X = { 1: 62, 2: 250, 3: 450, 4: 638 } as const;
const MIDDLE = 92;
/** Where a ladder with nothing above it runs, and how high its drawing is. */
const SINGLE = { middle: 24, height: 72 };
const SPREAD = 40;

/** Draws one ladder: two tracks that fork after the first rung and join before the last, or a single one. */
export function drawLadder(ladder: readonly { stop: Stop; title: string }[]): LadderDrawing {
  const rungs = groupRungs(ladder);
  const forked = rungs.filter(({ stops }) => stops.length > 1).map(({ rung }) => rung);
  const middle = forked.length > 0 ? MIDDLE : SINGLE.middle;
  const stops = rungs.flatMap(({ rung, stops: onRung }) =>
    onRung.map(({ stop, title }): LadderStop => {
      const forks = onRung.length > 1;
      const above = forks && PLACES[stop].track === 'professional';
      return { stop, title, x: X[rung], y: forks ? middle + (above ? -SPREAD : SPREAD) : middle, above };
    }),
  );
  const first = forked[0];
  const last = forked.at(-1);
  if (first === undefined || last === undefined) {
    return { width: 700, height: SINGLE.height, path: `M40 ${middle}H660`, stops };
  }
  const [fork, join] = [X[first] - 92, X[last] + 92];
  const branch = (y: number) => `M${fork} ${MIDDLE}L${fork + SPREAD} ${y}H${join - SPREAD}L${join} ${MIDDLE}`;
  return {
    width: 700,
    height: 190,
    path: `M40 ${MIDDLE}H${fork}${branch(MIDDLE - SPREAD)}${branch(MIDDLE + SPREAD)}M${join} ${MIDDLE}H660`,
    stops,
  };
}
