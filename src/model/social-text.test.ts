import { describe, expect, test } from 'vitest';
import { balanceLines, fitLines, leaveOutChinese, wrapWords } from './social-text.ts';

/** Every letter is one wide. */
const measure = (text: string) => text.length;

describe('leaveOutChinese', () => {
  test.each([
    ['leaves a text without Chinese alone', 'Funnels, and what they hide.', 'Funnels, and what they hide.'],
    ['takes out brackets with Chinese in them', 'Operations (运营): what it is.', 'Operations: what it is.'],
    [
      'takes out pinyin with its characters',
      'Acquisition (拉新, lāxīn) and retention (留存).',
      'Acquisition and retention.',
    ],
    ['takes out full-width brackets', 'Operations（运营）in one page', 'Operations in one page'],
    ['keeps brackets without Chinese', 'Daily users (DAU), or 日活.', 'Daily users (DAU).'],
    [
      'takes out a clause that speaks of a Chinese word',
      'What 公域 and 私域 mean, a test, and the law.',
      'A test, and the law.',
    ],
    ['ends the sentence where its last clause goes', 'A test, and what 私域 means.', 'A test.'],
    ['adds no full stop to a title', 'Retention: 留存 explained', 'Retention'],
    ['takes out the characters alone where no clause is left', 'What 留存 means.', 'What means.'],
    ['leaves nothing where all is Chinese', '运营', ''],
  ])('%s', (_, text, expected) => {
    expect(leaveOutChinese(text)).toBe(expected);
  });
});

describe('wrapWords', () => {
  test.each([
    ['keeps a short text on one line', 'one two', 10, ['one two']],
    ['fills a line to its last place', 'one two six', 7, ['one two', 'six']],
    ['breaks before the word that would stand out', 'one two six', 6, ['one', 'two', 'six']],
    ['lets a word that is too wide stand alone', 'a communication b', 5, ['a', 'communication', 'b']],
    ['takes several spaces for one', '  one   two ', 10, ['one two']],
    ['makes no line of nothing', '', 10, []],
  ])('%s', (_, text, width, expected) => {
    expect(wrapWords(text, width, measure)).toEqual(expected);
  });
});

describe('balanceLines', () => {
  test.each([
    ['leaves one line as it is', 'one two', 20, ['one two']],
    ['leaves no word over', 'aaaa bbbb cccc dddd', 16, ['aaaa bbbb', 'cccc dddd']],
    ['needs no more lines than plain wrapping', 'aa bb cc dd ee ff', 8, ['aa bb cc', 'dd ee ff']],
    ['does not narrow a word that is too wide', 'communication', 5, ['communication']],
  ])('%s', (_, text, width, expected) => {
    expect(balanceLines(text, width, measure)).toEqual(expected);
  });

  test('loses no word and passes no edge, whatever the width', () => {
    const text =
      'Six roles in internet operations: what the work is, what a week looks like, and where each ladder leads.';
    for (let width = 12; width <= 110; width += 1) {
      const lines = balanceLines(text, width, measure);
      expect(lines.join(' ')).toBe(text);
      expect(lines).toHaveLength(wrapWords(text, width, measure).length);
      expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(width);
    }
  });
});

describe('fitLines', () => {
  test.each([
    ['keeps what fits', 'one two six', 7, 2, ['one two', 'six']],
    ['cuts after a whole word and says so', 'one two six ten', 8, 1, ['one two…']],
    ['takes a word back where the mark has no room', 'one two six ten', 7, 1, ['one…']],
    ['drops a comma before the mark', 'one, two six', 5, 1, ['one…']],
  ])('%s', (_, text, width, most, expected) => {
    expect(fitLines(text, width, most, measure)).toEqual(expected);
  });
});
