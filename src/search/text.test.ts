import { describe, expect, test } from 'vitest';
import { fold, isHan, keyOf, longestShared, stem, toWords } from './text.ts';

test.each([
  ['Lāxīn', 'laxin'],
  ['lǜ', 'lu'],
  ['l’Été', 'l’ete'],
  ['KPI', 'kpi'],
  ['留存', '留存'],
])('fold turns %s into %s', (text, expected) => {
  expect(fold(text)).toBe(expected);
});

test.each([
  ['splits at spaces and marks', 'Day-1 retention!', 'day|1|retention'],
  ['lets apostrophes vanish, straight or curly', "what’s user's", 'whats|users'],
  ['splits Latin from Han', 'A/B测试', 'a|b|测试'],
  ['splits Han at its own punctuation', '拉新、获客', '拉新|获客'],
  ['takes tone marks off', 'lā xīn', 'la|xin'],
  ['finds no word in marks', '?! — …', ''],
])('toWords %s', (_, text, expected) => {
  expect(toWords(text).join('|')).toBe(expected);
});

test.each([
  ['留存', true],
  ['用a', true],
  ['retention', false],
  ['5', false],
])('isHan says of %s: %s', (word, expected) => {
  expect(isHan(word)).toBe(expected);
});

test('keyOf makes one key of the ways to write a name', () => {
  expect(new Set(['Day-1 Retention', 'day 1  retention', 'DAY–1 retention.'].map(keyOf))).toEqual(
    new Set(['day 1 retention']),
  );
});

describe('stem', () => {
  test.each([
    ['segment', ['segment', 'segments', 'segmenting', 'segmentation']],
    ['monetis', ['monetise', 'monetised', 'monetising', 'monetisation', 'monetization']],
    ['manag', ['manage', 'manager', 'managers', 'managing', 'management']],
    ['clos', ['close', 'closed', 'closes', 'closing']],
    ['plan', ['plan', 'plans', 'planned', 'planning', 'planner']],
    ['community', ['community', 'communities']],
    ['comment', ['comment', 'comments', 'commenting']],
  ])('gives %s for its inflections', (expected, words) => {
    expect(words.map(stem)).toEqual(words.map(() => expected));
  });

  test.each(['ingredient', 'nessie', 'orient', 'mentor', 'iesolo'])('leaves an ending alone that begins %s', (word) => {
    expect(stem(word)[0]).toBe(word[0]);
    expect(stem(word).length).toBeGreaterThanOrEqual(word.length - 2);
  });

  test.each(['kpi', 'ads', '留存率', 'ings', 'thing'])('leaves %s, of which too little would stay', (word) => {
    expect(stem(word)).toBe(word);
  });

  test.each([
    ['come', 'comment'],
    ['market', 'mark'],
    ['retention', 'retail'],
  ])('tells %s from %s', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });
});

test.each([
  ['留存率', '次日留存率', '留存率'],
  ['用户留存', '留存率', '留存'],
  ['拉新', '促活', ''],
  ['', '拉新', ''],
  ['abab', 'babb', 'bab'],
])('longestShared of %s and %s is “%s”', (a, b, expected) => {
  expect(longestShared(a, b)).toBe(expected);
  expect(longestShared(b, a)).toBe(expected);
});
