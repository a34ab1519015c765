import { describe, expect, test } from 'vitest';
import { LEVELS, STOPS, type Level, type Stop } from '../schemas/ladder.ts';
import { checkLadder, checkLevels, groupRungs, levelName, levelNumber, PLACES } from './ladder.ts';

const ladder = (...stops: Stop[]): { stop: Stop }[] => stops.map((stop) => ({ stop }));

test('every stop has a place, and both tracks share the first and the last rung', () => {
  expect(Object.keys(PLACES)).toEqual([...STOPS]);
  expect(STOPS.filter((stop) => PLACES[stop].track === 'both').map((stop) => PLACES[stop].rung)).toEqual([1, 4]);
});

test('levels count from 1 for awareness to 4 for expert, and are named with a capital', () => {
  expect(LEVELS.map((level) => `${levelNumber(level)} ${levelName(level)}`)).toEqual([
    '1 Awareness',
    '2 Working',
    '3 Practitioner',
    '4 Expert',
  ]);
});

describe('groupRungs', () => {
  const show = (...stops: Stop[]): string =>
    groupRungs(ladder(...stops))
      .map(({ rung, stops: onRung }) => `${rung}:${onRung.map(({ stop }) => stop).join('+')}`)
      .join(' ');

  test.each<[string, Stop[], string]>([
    [
      'groups both tracks, management first',
      [...STOPS],
      '1:specialist 2:supervisor+senior 3:manager+principal 4:director',
    ],
    [
      'puts rungs in order whatever the order given',
      ['director', 'specialist', 'manager'],
      '1:specialist 3:manager 4:director',
    ],
    ['gives no empty rung', ['senior'], '2:senior'],
    ['gives nothing for nothing', [], ''],
  ])('%s', (_, stops, expected) => {
    expect(show(...stops)).toBe(expected);
  });

  test('does not reorder the ladder it was given', () => {
    const given = ladder('director', 'senior', 'supervisor', 'specialist');
    const before = structuredClone(given);
    groupRungs(given);
    expect(given).toEqual(before);
  });
});

describe('checkLadder', () => {
  test.each<[string, Stop[], string[]]>([
    ['accepts both tracks', [...STOPS], []],
    ['accepts one track', ['specialist', 'supervisor', 'manager', 'director'], []],
    ['misses the first rung', ['senior', 'manager', 'director'], ['the ladder has no stop on rung 1']],
    ['misses a rung between', ['specialist', 'manager', 'director'], ['the ladder has no stop on rung 2']],
    ['misses the last rung', ['specialist', 'senior', 'principal'], ['the ladder has no stop on rung 4']],
    [
      'finds a stop twice',
      ['specialist', 'senior', 'senior', 'manager', 'director'],
      ['stop “senior” stands twice in the ladder'],
    ],
  ])('%s', (_, stops, expected) => {
    expect(checkLadder(ladder(...stops))).toEqual(expected);
  });
});

describe('checkLevels', () => {
  test.each<[string, Partial<Record<Stop, Level>>, string[]]>([
    ['accepts levels that rise or stay', { specialist: 'working', supervisor: 'working', manager: 'expert' }, []],
    ['accepts a skill asked only higher up', { supervisor: 'working', director: 'expert' }, []],
    [
      'accepts a craft that only the professional track takes to the top',
      { principal: 'expert', director: 'working' },
      [],
    ],
    [
      'finds a fall on the professional track',
      { specialist: 'practitioner', senior: 'working' },
      ['the level falls at “senior” on the way up'],
    ],
    [
      'finds a fall on the management track',
      { supervisor: 'expert', manager: 'practitioner', director: 'expert' },
      ['the level falls at “manager” on the way up'],
    ],
    [
      'finds a fall across a stop that asks nothing',
      { specialist: 'expert', director: 'working' },
      ['the level falls at “director” on the way up'],
    ],
  ])('%s', (_, levels, expected) => {
    expect(checkLevels(levels, ladder(...STOPS))).toEqual(expected);
  });

  test('finds a stop the ladder does not have', () => {
    expect(checkLevels({ principal: 'expert' }, ladder('specialist', 'senior', 'manager', 'director'))).toEqual([
      'asks a level at “principal”, a stop this ladder does not have',
    ]);
  });
});
