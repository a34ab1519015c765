import { describe, expect, test } from 'vitest';
import { countWords, listTexts, markStems } from './vocabulary.ts';

const times = (count: number, text: string): string => `${text} `.repeat(count);

describe('countWords', () => {
  test.each([
    ['counts words', 'churn reach churn', { 1: 'reach', 2: 'churn' }],
    ['rounds a count down to a power of two', times(7, 'churn') + times(8, 'reach'), { 4: 'churn', 8: 'reach' }],
    ['sorts the words of one count', 'reach churn', { 1: 'churn reach' }],
    ['takes capitals for small letters', 'Churn churn', { 2: 'churn' }],
    ['leaves out pinyin, which its tone marks show', 'Lāxīn churn wén’àn', { 1: 'churn' }],
    [
      'lets the most frequent form stand for its inflections',
      'segments segments segmenting segment',
      { 4: 'segments' },
    ],
    ['lets the first in the alphabet stand where two are as frequent', 'planning planned', { 2: 'planned' }],
    ['leaves out stop words, numbers, single letters and Chinese', 'the 2026 x 留存', {}],
    ['keeps words with a digit in them', 'ga4 5w2h', { 1: '5w2h ga4' }],
    ['keeps words of two letters', 'uv', { 1: 'uv' }],
    ['leaves out the address of a link and keeps its words', '[churn](/glossary/#reach)', { 1: 'churn' }],
    ['leaves out the id of a heading', '## Churn {#reach}', { 1: 'churn' }],
    ['leaves out tags and what stands in them', '<T id="reach">churn</T>', { 1: 'churn' }],
    ['leaves out web addresses', 'churn https://reach.example/cohort', { 1: 'churn' }],
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

describe('listTexts', () => {
  test.each([
    [
      'finds texts at every depth',
      { a: 'One text', b: [{ c: 'Two texts' }, 'Three'] },
      ['One text', 'Two texts', 'Three'],
    ],
    ['leaves out ids and addresses', { id: 'churn-rate', url: 'https://example.org/', list: ['working'] }, []],
    ['leaves out the names of fields', { lead: 'Words' }, ['Words']],
    ['passes over numbers, dates and nothing', { a: 1, b: new Date(0), c: null, d: undefined, e: true }, []],
    ['takes a text alone', 'A text', ['A text']],
  ])('%s', (_, data, expected) => {
    expect(listTexts(data)).toEqual(expected);
  });
});

test('markStems marks the stems that stand in the words, in the order of the stems', () => {
  expect(markStems(['churn', 'segment', 'laxin'], { 1: 'reach segments', 4: 'churn' })).toBe('110');
});
