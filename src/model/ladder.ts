import type { Level, Stop } from '../schemas/ladder.ts';

/** Which of the two paths a stop stands on; the first and the last rung belong to both. */
export type Track = 'both' | 'professional' | 'management';

/** Where each stop stands: rung 1 to 4, and track. Source of the four rungs and two tracks: the overview article. */
export const PLACES: Readonly<Record<Stop, { rung: 1 | 2 | 3 | 4; track: Track; name: string; zh: string }>> = {
  specialist: { rung: 1, track: 'both', name: 'Specialist', zh: '专员' },
  senior: { rung: 2, track: 'professional', name: 'Senior', zh: '高级' },
  supervisor: { rung: 2, track: 'management', name: 'Supervisor', zh: '主管' },
  principal: { rung: 3, track: 'professional', name: 'Principal', zh: '资深' },
  manager: { rung: 3, track: 'management', name: 'Manager', zh: '经理' },
  director: { rung: 4, track: 'both', name: 'Director', zh: '总监' },
};

const ORDER: readonly Level[] = ['awareness', 'working', 'practitioner', 'expert'];

/** 1 for awareness to 4 for expert. */
export function levelNumber(level: Level): number {
  return ORDER.indexOf(level) + 1;
}

/** A level by the name readers see: "Awareness". */
export function levelName(level: Level): string {
  return level.charAt(0).toUpperCase() + level.slice(1);
}

/** One rung of a ladder: one stop (a round station) or two (a capsule). */
export interface Rung<Step extends { stop: Stop }> {
  rung: 1 | 2 | 3 | 4;
  stops: Step[];
}

/** Groups the stops of a ladder by rung, lowest first; within a rung the management stop comes first. */
export function groupRungs<Step extends { stop: Stop }>(ladder: readonly Step[]): Rung<Step>[] {
  const rungs: Rung<Step>[] = [];
  for (const rung of [1, 2, 3, 4] as const) {
    const stops = ladder
      .filter(({ stop }) => PLACES[stop].rung === rung)
      .sort((a, b) => PLACES[a.stop].track.localeCompare(PLACES[b.stop].track));
    if (stops.length > 0) rungs.push({ rung, stops });
  }
  return rungs;
}

/** What is wrong with a ladder: a missing first or last rung, a rung that is skipped, a stop named twice. */
export function checkLadder(ladder: readonly { stop: Stop }[]): string[] {
  const problems: string[] = [];
  const seen = new Set<Stop>();
  for (const { stop } of ladder) {
    if (seen.has(stop)) problems.push(`stop “${stop}” stands twice in the ladder`);
    seen.add(stop);
  }
  const rungs = groupRungs(ladder).map(({ rung }) => rung);
  for (const rung of [1, 2, 3, 4] as const) {
    if (!rungs.includes(rung)) problems.push(`the ladder has no stop on rung ${rung}`);
  }
  return problems;
}

/**
 * What is wrong with the levels a role asks of one skill: a stop its ladder does not have, or a level that falls on
 * the way up a track.
 */
export function checkLevels(
  levels: Readonly<Partial<Record<Stop, Level>>>,
  ladder: readonly { stop: Stop }[],
): string[] {
  const problems: string[] = [];
  const stops = new Set(ladder.map(({ stop }) => stop));
  for (const stop of Object.keys(levels) as Stop[]) {
    if (!stops.has(stop)) problems.push(`asks a level at “${stop}”, a stop this ladder does not have`);
  }
  for (const path of [
    ['specialist', 'senior', 'principal'],
    ['specialist', 'supervisor', 'manager', 'director'],
  ] as const) {
    let highest = 0;
    for (const stop of path) {
      const level = levels[stop];
      if (level === undefined) continue;
      const number = levelNumber(level);
      if (number < highest) problems.push(`the level falls at “${stop}” on the way up`);
      highest = Math.max(highest, number);
    }
  }
  return problems;
}
