import type { Stop } from '../schemas/ladder.ts';
import { groupRungs } from './ladder.ts';

/** What the map needs to know of a role. */
export interface Line {
  id: string;
  code: string;
  short: string;
  ladder: readonly { stop: Stop; title: string }[];
  spur?: { after: Stop; title: string } | undefined;
}

export interface MapStop {
  x: number;
  y: number;
  /** A capsule carries two titles, one for each track; a round stop one. */
  capsule: boolean;
  title: string;
  /** Address of what the rung expects, on the role page. */
  address: string;
}

export interface MapLine {
  id: string;
  code: string;
  short: string;
  /** Where the name and plate of the line stand. */
  start: { x: number; y: number };
  path: string;
  stops: MapStop[];
  spur?: { path: string; x: number; y: number; title: string } | undefined;
}

export interface LineMap {
  width: number;
  height: number;
  lines: MapLine[];
  rungs: { at: number; names: string[] }[];
  terminus: { x: number; y: number; length: number };
  vertical: boolean;
}

/** Measures of the map along and across its lines, in SVG units. */
interface Measures {
  along: { start: number; rungs: [number, number, number]; bend: number; end: number };
  across: { first: number; gap: number; bundle: number };
  width: number;
  height: number;
  vertical: boolean;
}

export const WIDE: Measures = {
  along: { start: 196, rungs: [220, 468, 728], bend: 812, end: 1012 },
  across: { first: 84, gap: 58, bundle: 9 },
  width: 1180,
  height: 410,
  vertical: false,
};

export const NARROW: Measures = {
  along: { start: 54, rungs: [84, 196, 308], bend: 352, end: 478 },
  across: { first: 106, gap: 33, bundle: 8 },
  width: 288,
  height: 540,
  vertical: true,
};

const RUNG_NAMES = [['Specialist'], ['Supervisor', 'Senior'], ['Manager', 'Principal']];

/** Places six lines that run in parallel through three rungs and then bend together into one terminus. */
export function drawMap(lines: readonly Line[], measures: Measures): LineMap {
  const { along, across, vertical } = measures;
  const point = (a: number, c: number) => (vertical ? { x: c, y: a } : { x: a, y: c });
  const write = (points: readonly { x: number; y: number }[]) =>
    points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const middle = across.first + ((lines.length - 1) * across.gap) / 2;

  const drawn = lines.map((line, index): MapLine => {
    const own = across.first + index * across.gap;
    const joined = middle + (index - (lines.length - 1) / 2) * across.bundle;
    const rungs = groupRungs(line.ladder).filter(({ rung }) => rung < 4);
    const stops = rungs.map(({ rung, stops: onRung }): MapStop => ({
      ...point(along.rungs[rung - 1] ?? along.start, own),
      capsule: onRung.length > 1,
      title: onRung.map(({ title }) => title).join(' or '),
      address: `/roles/${line.id}/#ladder-${onRung[0]?.stop ?? 'specialist'}`,
    }));
    const path = write([
      point(along.start, own),
      point(along.bend, own),
      point(along.bend + Math.abs(joined - own), joined),
      point(along.end, joined),
    ]);
    return {
      id: line.id,
      code: line.code,
      short: line.short,
      start: point(along.start, own),
      path,
      stops,
      spur: line.spur && drawSpur(line.spur.title, own),
    };
  });

  function drawSpur(title: string, own: number): NonNullable<MapLine['spur']> {
    const leave = along.rungs[1] + (vertical ? 34 : 110);
    const side = across.gap / 2;
    const end = point(leave + side + (vertical ? 14 : 46), own + side);
    return { path: write([point(leave, own), point(leave + side, own + side), end]), ...end, title };
  }

  return {
    width: measures.width,
    height: measures.height,
    vertical,
    lines: drawn,
    rungs: along.rungs.map((at, index) => ({ at, names: RUNG_NAMES[index] ?? [] })),
    terminus: { ...point(along.end, middle), length: lines.length * across.bundle + 22 },
  };
}
