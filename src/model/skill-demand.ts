import type { Level, Stop } from '../schemas/ladder.ts';
import { groupRungs } from './ladder.ts';

interface RoleSkills {
  id: string;
  data: {
    ladder: readonly { stop: Stop }[];
    skills: readonly { skill: { id: string }; levels: Readonly<Partial<Record<Stop, Level>>> }[];
  };
}

/** What one role asks of a skill, stop by stop, lowest rung first. */
export interface Demand<Role> {
  role: Role;
  stops: { stop: Stop; level: Level }[];
}

type Levels = Readonly<Partial<Record<Stop, Level>>>;

/**
 * Reads the roles' skill tables from the skill's side: which roles ask for it, and at which level.
 * @param everyRole what every role asks, where its own table has no row for the skill
 */
export function askedFor<Role extends RoleSkills>(
  skill: string,
  roles: readonly Role[],
  everyRole: Levels = {},
): Demand<Role>[] {
  return roles.flatMap((role) => {
    const levels = role.data.skills.find((candidate) => candidate.skill.id === skill)?.levels ?? everyRole;
    const stops = groupRungs(role.data.ladder)
      .flatMap((rung) => rung.stops)
      .flatMap(({ stop }) => {
        const level = levels[stop];
        return level ? [{ stop, level }] : [];
      });
    return stops.length > 0 ? [{ role, stops }] : [];
  });
}
