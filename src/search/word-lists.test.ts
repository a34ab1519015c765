import { expect, test } from 'vitest';
import { toWords } from './text.ts';
import { readLists, WORD_LISTS } from './word-lists.ts';

const { stop, hanStop, comparison, moves, isSubject } = readLists(WORD_LISTS);

test('words are written as they are looked up: folded, without apostrophes', () => {
  for (const word of [...stop, ...hanStop, ...comparison, ...moves]) expect(toWords(word)).toEqual([word]);
});

test('no Han stop word hides a longer one that begins with it', () => {
  [...hanStop].forEach((word, place) => {
    expect([...hanStop].slice(place + 1).filter((later) => later.startsWith(word))).toEqual([]);
  });
});

test('no comparison word is dropped as a stop word', () => {
  expect([...comparison].filter((word) => !isSubject(word) || hanStop.has(word))).toEqual([]);
});

test.each([
  ['the', false],
  ['how', false],
  ['retention', true],
  ['拉新', true],
])('“%s” carries a subject: %s', (word, expected) => {
  expect(isSubject(word)).toBe(expected);
});
