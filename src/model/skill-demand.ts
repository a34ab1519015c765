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

/** Reads the roles' skill tables from the skill's side: which roles ask for it, and at which level. */
export function askedFor<Role extends RoleSkills>(skill: string, roles: readonly Role[]): Demand<Role>[] {
  return roles.flatMap((role) => {
    const row = role.data.skills.find((candidate) => candidate.skill.id === skill);
    if (!row) return [];
    const stops = groupRungs(role.data.ladder)
      .flatMap((rung) => rung.stops)
      .flatMap(({ stop }) => {
        const level = row.levels[stop];
        return level ? [{ stop, level }] : [];
      });
    return [{ role, stops }];
  });
}
