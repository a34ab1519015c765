import { expect, test } from 'vitest';
import type { Level, Stop } from '../schemas/ladder.ts';
import { askedFor } from './skill-demand.ts';

const role = (id: string, ladder: Stop[], skills: Record<string, Partial<Record<Stop, Level>>>) => ({
  id,
  data: {
    ladder: ladder.map((stop) => ({ stop })),
    skills: Object.entries(skills).map(([skill, levels]) => ({ skill: { id: skill }, levels })),
  },
});

const USER = role('user', ['director', 'senior', 'supervisor', 'specialist'], {
  writing: { director: 'expert', specialist: 'awareness', senior: 'working', supervisor: 'practitioner' },
  people: { supervisor: 'working' },
});
const EVENT = role('event', ['specialist', 'director'], { writing: { specialist: 'working', senior: 'expert' } });

const show = (skill: string): string[] =>
  askedFor(skill, [USER, EVENT]).map(
    ({ role: { id }, stops }) => `${id}: ${stops.map(({ stop, level }) => `${stop} ${level}`).join(', ')}`,
  );

test.each([
  [
    'a skill lists each role that asks for it, lowest rung first and only at stops the ladder has',
    'writing',
    [
      'user: specialist awareness, supervisor practitioner, senior working, director expert',
      'event: specialist working',
    ],
  ],
  ['a stop without a level is left out', 'people', ['user: supervisor working']],
  ['a skill nobody asks for has no demand', 'juggling', []],
])('%s', (_, skill, expected) => {
  expect(show(skill)).toEqual(expected);
});

test('what every role asks holds where a role’s own table has no row, and only at stops its ladder has', () => {
  const demand = askedFor('people', [USER, EVENT], { supervisor: 'expert', director: 'practitioner' });
  expect(demand.map(({ role: { id }, stops }) => [id, stops])).toEqual([
    ['user', [{ stop: 'supervisor', level: 'working' }]],
    ['event', [{ stop: 'director', level: 'practitioner' }]],
  ]);
});
