import { describe, expect, test } from 'vitest';
import { groupByLetter, letterId } from './letters.ts';

describe('groupByLetter', () => {
  const show = (names: readonly string[]): string =>
    groupByLetter(names, (name) => name)
      .map(({ letter, items }) => `${letter}: ${items.join(', ')}`)
      .join(' | ');

  test.each([
    ['groups by first letter, in alphabetical order', ['Reach', 'Churn', 'Cohort'], 'C: Churn, Cohort | R: Reach'],
    ['does not tell capitals from small letters', ['reach', 'RFM'], 'R: reach, RFM'],
    ['takes an accent for its letter', ['Éclair', 'Event'], 'E: Éclair, Event'],
    ['puts digits and Chinese first', ['AARRR', '5W2H', '留存'], '0–9: 5W2H, 留存 | A: AARRR'],
    ['keeps the order given inside a letter', ['b2', 'b1'], 'B: b2, b1'],
    ['gives no group for nothing', [], ''],
  ])('%s', (_, names, expected) => {
    expect(show(names)).toBe(expected);
  });

  test('reads the name with the function given', () => {
    expect(groupByLetter([{ term: 'Lead' }], ({ term }) => term)).toEqual([{ letter: 'L', items: [{ term: 'Lead' }] }]);
  });
});

test.each([
  ['A', 'letter-a'],
  ['0–9', 'letter-0-9'],
])('the heading of %s has the id %s', (letter, id) => {
  expect(letterId(letter)).toBe(id);
});
