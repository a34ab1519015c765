import { describe, expect, test } from 'vitest';
import { ANATOMY, checkAnatomy, checkHeadings, FRAME, readHeadings } from './anatomy.ts';

const sectionOf = ({ id, text, block }: (typeof ANATOMY)[number]): string =>
  `## ${text} {#${id}}\n\nWords.\n${block ? `\n<${block} />\n` : ''}`;
const SECTIONS = ANATOMY.map(sectionOf);
const BODY = SECTIONS.join('\n');
const messages = (body: string, own: string[] = []): string[] => checkAnatomy(body, own).map(({ message }) => message);

describe('ANATOMY', () => {
  test('has ids and headings of its own for each section, none taken by the frame', () => {
    const ids = [...ANATOMY.map(({ id }) => id), ...Object.values(FRAME)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ANATOMY.map(({ text }) => text)).size).toBe(ANATOMY.length);
  });
});

describe('readHeadings', () => {
  test.each([
    ['reads depth, words and id', '## A week {#week}', [{ depth: 2, text: 'A week', id: 'week', line: 1 }]],
    ['reads a heading without an id', '### A week', [{ depth: 3, text: 'A week', id: undefined, line: 1 }]],
    ['takes an empty id for none', '## A week {#}', [{ depth: 2, text: 'A week', id: undefined, line: 1 }]],
    ['counts lines', 'one\n\n## B {#b}', [{ depth: 2, text: 'B', id: 'b', line: 3 }]],
    ['passes over fenced code', '```\n## no {#no}\n```\n## B {#b}', [{ depth: 2, text: 'B', id: 'b', line: 4 }]],
    ['passes over code fenced with tildes', '~~~\n## no\n~~~', []],
    ['passes over a hash without a space', '#hashtag', []],
    ['passes over hashes inside a line', 'Write ## Like this {#a}', []],
    ['takes code marks inside a line for words', 'Use ``` so:\n## B {#b}', [{ depth: 2, text: 'B', id: 'b', line: 2 }]],
  ])('%s', (_, body, expected) => {
    expect(readHeadings(body)).toEqual(expected);
  });

  test('counts from the line the body starts on', () => {
    expect(readHeadings('\n## B {#b}', 41).map(({ line }) => line)).toEqual([42]);
  });
});

describe('checkHeadings', () => {
  const check = (body: string, taken?: string[]) =>
    checkHeadings(readHeadings(body), taken).map(({ line, message }) => `${line} ${message}`);

  test.each([
    ['accepts h2 and h3 with ids of their own', '## A {#a}\n### B {#b-2-9z}', []],
    ['refuses an h1', '# A {#a}', ['1 Heading “A” is an h1; the layout prints the title. Use ##.']],
    ['refuses an h4', '#### A {#a}', ['1 Heading “A” is an h4; pages go no deeper than ###.']],
    ['asks for an id', '### A', ['1 Heading “A” has no id. Write it as: ### A {#english-id}']],
    ['refuses capitals', '## A {#Week}', [expect.stringContaining('“Week” is not English kebab-case')]],
    ['refuses Chinese', '## A {#一周}', [expect.stringContaining('“一周” is not English kebab-case')]],
    ['refuses a hyphen at the end', '## A {#week-}', [expect.stringContaining('“week-” is not English kebab-case')]],
    ['refuses an id twice', '## A {#a}\n\n## B {#a}', [expect.stringContaining('3 Id “a” stands twice')]],
  ])('%s', (_, body, expected) => {
    expect(check(body)).toEqual(expected);
  });

  test('refuses an id the layout has taken', () => {
    expect(check('## S {#sources}', Object.values(FRAME))).toEqual([expect.stringContaining('“sources” stands twice')]);
  });
});

describe('checkAnatomy', () => {
  test('accepts a guide with every section in order', () => {
    expect(messages(BODY)).toEqual([]);
  });

  test.each(ANATOMY.map((section, index) => ({ ...section, index })))('misses section #$id', ({ id, text, index }) => {
    expect(messages(SECTIONS.toSpliced(index, 1).join('\n'))).toEqual([
      `Section “${text}” is missing. Add: ## ${text} {#${id}}`,
    ]);
  });

  test.each(ANATOMY.filter(({ block }) => block))('misses the block of section #$id', ({ text, block }) => {
    expect(messages(BODY.replace(`<${block} />`, ''))).toEqual([
      `Section “${text}” lacks its block. Add <${block} /> where it belongs.`,
    ]);
  });

  test.each([
    ['a heading worded otherwise', BODY.replace('## A week', '## One week'), 'is headed “One week”'],
    ['an empty section', BODY.replace('Words.\n\n<Week />', ''), 'Section “A week” is empty'],
    ['a section the anatomy does not know', `${BODY}\n## More {#more}\n\nWords.`, 'name “more” under ownSections'],
  ])('finds %s', (_, body, message) => {
    expect(messages(body)).toEqual([expect.stringContaining(message)]);
  });

  test('finds two sections in the wrong order, at the line of the second', () => {
    const [first = '', second = '', ...rest] = SECTIONS;
    const [problem, ...others] = checkAnatomy([second, first, ...rest].join('\n'), [], 10);
    expect(others).toEqual([]);
    expect(problem?.message).toContain('Section #what-you-do stands after #week');
    expect(problem?.line).toBe(10 + second.split('\n').length);
  });

  test.each([
    ['accepts a section named in ownSections', '\n## Moves {#moves}\n\nWords.', []],
    ['refuses an own section without words', '\n## Moves {#moves}\n', ['Section “Moves” is empty. Write it.']],
    ['refuses a name no heading carries', '', [expect.stringContaining('ownSections names “moves”')]],
  ])('%s', (_, section, expected) => {
    expect(messages(BODY + section, ['moves'])).toEqual(expected);
  });

  test.each([
    ['a missing section', SECTIONS.slice(0, -1).join('\n'), []],
    ['an own section nobody wrote', BODY, ['moves']],
  ])('reports %s at the last line of the file', (_, body, own) => {
    const lines = body.split('\n').length;
    expect(checkAnatomy(body, own, 31).map(({ line }) => line)).toEqual([30 + lines]);
    expect(checkAnatomy(body, own).map(({ line }) => line)).toEqual([lines]);
  });

  test('does not take the next section for the words of an empty one', () => {
    expect(checkAnatomy(BODY.replace('Words.\n\n<Week />\n', ''), [], 5).map(({ message }) => message)).toEqual([
      'Section “A week” is empty. Write it.',
    ]);
  });

  test('takes the words under an h3 for words of its section', () => {
    expect(messages(BODY.replace('Words.\n\n<Week />', '### Monday {#monday}\n\n<Week />'))).toEqual([]);
  });
});
