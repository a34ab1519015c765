import { describe, expect, test } from 'vitest';
import { readHeadings } from './anatomy.ts';
import { checkAsked, checkBlocks, checkCitations } from './prose-checks.ts';

describe('checkBlocks', () => {
  const check = (body: string) => checkBlocks(body, ['T', 'Week'], 10).map(({ line, message }) => `${line} ${message}`);

  test.each([
    ['accepts blocks it knows', 'A <T id="churn">word</T>.\n\n<Week />', []],
    [
      'refuses another, on its line',
      'Words.\n\n<Weak />',
      ['12 <Weak> is no block of this kind of page. Use one of: T, Week.'],
    ],
    [
      'refuses each of several in a line',
      '<A /> and <B />',
      [expect.stringContaining('<A>'), expect.stringContaining('<B>')],
    ],
    ['knows no block by its first letters', '<Weekly />', [expect.stringContaining('<Weekly>')]],
    ['passes over plain elements', '<span id="old"></span>', []],
    ['passes over code in a line', 'Write `<Weak />` here.', []],
    ['passes over fenced code', '```\n<Weak />\n```\n\n~~~\n<Weak />\n~~~', []],
    ['looks again after fenced code', '```\n```\n<Weak />', [expect.stringContaining('12 <Weak>')]],
  ])('%s', (_, body, expected) => {
    expect(check(body)).toEqual(expected);
  });
});

describe('checkCitations', () => {
  test('accepts a source of the page', () => {
    expect(checkCitations('A claim. <Cite id="s1" />', ['s1'])).toEqual([]);
  });

  test('refuses a source that the page does not list, on its line', () => {
    expect(checkCitations('A claim. <Cite id="s1" />\n\nAnother. <Cite id="s2" />', ['s1'], 5)).toEqual([
      { line: 7, message: '<Cite id="s2"> has nowhere to lead. Add “s2” to sources in the frontmatter.' },
    ]);
  });
});

describe('checkAsked', () => {
  const headings = readHeadings('## Your own week {#own-week}');

  test('accepts the id of a heading', () => {
    expect(checkAsked(['own-week'], headings)).toEqual([]);
  });

  test('refuses an id that no heading carries', () => {
    expect(checkAsked(['own-week', 'burnout'], headings, 3)).toEqual([
      { line: 3, message: 'askedAt names “burnout”, but no heading carries it. Correct the id, or take the line out.' },
    ]);
  });
});
