import { describe, expect, test } from 'vitest';
import { countWords } from './vocabulary.ts';

const times = (count: number, text: string): string => `${text} `.repeat(count);

describe('countWords', () => {
  test.each([
    ['counts words', 'churn reach churn', { 1: 'reach', 2: 'churn' }],
    ['rounds a count down to a power of two', times(7, 'churn') + times(8, 'reach'), { 4: 'churn', 8: 'reach' }],
    ['sorts the words of one count', 'reach churn', { 1: 'churn reach' }],
    ['takes capitals and tone marks for the plain letter', 'Lāxīn laxin', { 2: 'laxin' }],
    [
      'lets the most frequent form stand for its inflections',
      'segments segments segmenting segment',
      { 4: 'segments' },
    ],
    ['lets the first in the alphabet stand where two are as frequent', 'planning planned', { 2: 'planned' }],
    ['leaves out stop words, numbers, single letters and Chinese', 'the 2026 x 留存', {}],
    ['keeps words with a digit in them', '5w2h', { 1: '5w2h' }],
    ['leaves out the address of a link and keeps its words', '[churn](/glossary/#reach)', { 1: 'churn' }],
    ['leaves out the id of a heading', '## Churn {#reach}', { 1: 'churn' }],
    ['leaves out tags and what stands in them', '<T id="reach">churn</T>', { 1: 'churn' }],
    ['leaves out web addresses', 'churn https://reach.example/cohort', { 1: 'churn' }],
    ['takes the mark of a line break in JSON for a space', JSON.stringify('churn\nreach'), { 1: 'churn reach' }],
  ])('%s', (_, text, expected) => {
    expect(countWords([text])).toEqual(expected);
  });

  test('adds up all texts', () => {
    expect(countWords(['churn', 'churn', 'churn reach'])).toEqual({ 1: 'reach', 2: 'churn' });
  });

  test('lists the counts lowest first', () => {
    expect(Object.keys(countWords([times(16, 'churn') + times(2, 'reach') + 'cohort']))).toEqual(['1', '2', '16']);
  });
});
