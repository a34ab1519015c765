import { describe, expect, test } from 'vitest';
import { correct, distance } from './spelling.ts';

describe('distance', () => {
  test.each([
    ['is 0 for the same word', 'churn', 'churn', 0],
    ['counts a letter left out', 'acquistion', 'acquisition', 1],
    ['counts a letter too many', 'churrn', 'churn', 1],
    ['counts a wrong letter', 'chirn', 'churn', 1],
    ['counts two letters swapped as one', 'retentoin', 'retention', 1],
    ['adds up', 'acqusitoin', 'acquisition', 2],
    ['counts to nothing', '', 'kpi', 3],
    ['is the length of the longer for two strange words', 'abc', 'xyz', 3],
  ])('%s', (_, a, b, expected) => {
    expect(distance(a, b, 5)).toBe(expected);
    expect(distance(b, a, 5)).toBe(expected);
  });

  test.each([
    ['by length alone', 'ab', 'abcdef'],
    ['by its letters', 'abcdef', 'uvwxyz'],
  ])('is given up one above the limit %s', (_, a, b) => {
    expect(distance(a, b, 2)).toBe(3);
  });

  test.each([
    ['reten', 'retention', 0],
    ['retne', 'retention', 1],
    ['rexen', 'retention', 1],
    ['zzzzz', 'retention', 2],
  ])('from %s to the nearest beginning of %s is %i', (a, b, expected) => {
    expect(distance(a, b, 1, true)).toBe(expected);
  });
});

describe('correct', () => {
  const vocabulary = new Map([
    ['acquisition', 20],
    ['retention', 30],
    ['community', 10],
    ['churn', 8],
    ['reach', 64],
    ['react', 1],
    ['teach', 500],
    ['kpi', 90],
    ['12344', 3],
    ['ga400', 3],
  ]);

  test.each([
    ['finds the word behind a missing letter', 'acquistion', 'acquisition'],
    ['finds the word behind swapped letters', 'retentoin', 'retention'],
    ['forgives two errors in ten letters and more', 'acqusitoin', 'acquisition'],
    ['forgives one error only in nine letters', 'comunnitt', undefined],
    ['forgives one error only in shorter words', 'chxrm', undefined],
    ['takes the more frequent of two as near', 'reacx', 'reach'],
    ['prefers the same first letter to frequency', 'rteach', 'reach'],
    ['forgives one error in four letters, if the word is common', 'reah', 'reach'],
    ['takes no rare word for one of four letters', 'chrn', undefined],
    ['takes no beginning for a finished word', 'acqiisi', undefined],
    ['leaves short words alone', 'kpj', undefined],
    ['never corrects to a short word', 'kpii', undefined],
    ['leaves numbers alone', '12345', undefined],
    ['corrects a word that only begins or ends with a digit', 'ga410', 'ga400'],
    ['finds nothing for a word from nowhere', 'zzzzzz', undefined],
  ])('%s', (_, word, expected) => {
    expect(correct(word, vocabulary)).toBe(expected);
  });

  test.each([
    ['acqiisi', 'acquisition'],
    ['acqxis', 'acquisition'],
    ['acqxi', undefined],
    ['xxqxis', undefined],
  ])('takes %s, still being typed, for the beginning of %s', (word, expected) => {
    expect(correct(word, vocabulary, true)).toBe(expected);
  });

  test('finds nothing in an empty vocabulary', () => {
    expect(correct('retention', new Map())).toBeUndefined();
  });
});
