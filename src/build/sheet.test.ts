import { describe, expect, test } from 'vitest';
import { readSheets, type Use } from './sheet.ts';

const USE: Use = {
  tags: ['p', 'a'],
  classes: ['used', 'md:wide'],
  ids: ['main'],
  names: ['class', 'href', 'data-line'],
  values: ['used', 'https://a.example', 'US'],
};

const trim = (css: string, variables: readonly string[] = [], always: readonly string[] = []): string =>
  readSheets([css], always)(USE, variables);

describe('what a page can match stays, and nothing else', () => {
  test.each([
    ['a tag', 'p{top:0}b{top:1px}', 'p{top:0}'],
    ['a class', '.used{top:0}.unused{top:1px}', '.used{top:0}'],
    ['a class with signs in it', '.md\\:wide{top:0}', '.md\\:wide{top:0}'],
    ['an id', '#main{top:0}#other{top:1px}', '#main{top:0}'],
    ['one of several selectors', '.used,.unused,p{top:0}', '.used,p{top:0}'],
    ['all parts of a selector', 'p .used>a{top:0}p .unused>a{top:1px}', 'p .used>a{top:0}'],
    ['everything, and the root', '*{top:0}:root{top:1px}', '*{top:0}:root{top:1px}'],
    ['no host of a shadow tree', ':root,:host{top:0}', ':root{top:0}'],
    ['an attribute', '[href]{top:0}[hidden]{top:1px}', '[href]{top:0}'],
    ['an attribute with its value', '[data-line=US]{top:0}[data-line=NM]{top:1px}', '[data-line=US]{top:0}'],
    ['the beginning of a value', '[href^=http]{top:0}[href^="/"]{top:1px}', '[href^=http]{top:0}'],
    ['the end of a value', '[href$=example]{top:0}[href$=org]{top:1px}', '[href$=example]{top:0}'],
    ['a part of a value', '[href*=a\\.ex]{top:0}[href*=zzz]{top:1px}', '[href*=a\\.ex]{top:0}'],
    ['a state that readers change', 'p[open]{top:0}', 'p[open]{top:0}'],
    ['a pseudo-class', 'a:hover{top:0}b:hover{top:1px}', 'a:hover{top:0}'],
    ['what is excluded', 'p:not(.unused){top:0}', 'p:not(.unused){top:0}'],
    ['one of several in brackets', ':is(b,.used,i) a{top:0}', ':is(.used) a{top:0}'],
    ['states in brackets', 'a:is(:hover,:focus-visible){top:0}', 'a:is(:hover,:focus-visible){top:0}'],
    ['none in brackets', 'p:where(b,i){top:0}', ''],
    ['brackets in brackets', ':where(p:not([class])){top:0}', ':where(p:not([class])){top:0}'],
  ])('%s', (_, css, trimmed) => {
    expect(trim(css)).toBe(trimmed);
  });
});

describe('rules around rules', () => {
  test.each([
    ['a group stays with what stays in it', '@media print{p{top:0}b{top:0}}', '@media print{p{top:0}}'],
    ['a group with nothing in it goes', '@media print{b{top:0}}p{top:0}', 'p{top:0}'],
    ['groups in groups', '@media print{@supports (top:0){b{top:0}}}', ''],
    [
      'a layer keeps its place, though nothing is in it',
      '@layer a{b{top:0}}@layer b{p{top:0}}@layer a{p{top:1px}}',
      '@layer a;@layer b{p{top:0}}@layer a{p{top:1px}}',
    ],
    [
      'a layer whose place is known goes',
      '@layer a,b;@layer a{b{top:0}}@layer b{p{top:0}}',
      '@layer a,b;@layer b{p{top:0}}',
    ],
    ['the order of layers stays', '@layer a,b;@layer b{p{top:0}}', '@layer a,b;@layer b{p{top:0}}'],
    [
      'a font stays',
      '@font-face{font-family:Guide;src:url(a.woff2)}',
      '@font-face{font-family:Guide;src:url(a.woff2)}',
    ],
    ['movements stay', '@keyframes in{0%{top:0}to{top:1px}}', '@keyframes in{0%{top:0}to{top:1px}}'],
    ['comments go', '/*! MIT */p{top:0}', 'p{top:0}'],
    ['several declarations', 'p{top:0;left:0!important}', 'p{top:0;left:0!important}'],
    ['a rule in a rule', 'p{top:0;&:hover{top:1px}b &{top:2px}}', 'p{top:0;&:hover{top:1px}}'],
  ])('%s', (_, css, trimmed) => {
    expect(trim(css)).toBe(trimmed);
  });
});

describe('variables', () => {
  const SHEET = ':root{--a:var(--b,var(--c));--b:1px;--c:2px;--d:3px}';
  test.each([
    ['that nothing uses go, and so does the rule they leave empty', SHEET, ''],
    [
      'stay where what stays uses them, directly or not',
      `${SHEET}p{top:var(--a)}`,
      ':root{--a:var(--b,var(--c));--b:1px;--c:2px}p{top:var(--a)}',
    ],
    ['go where only what goes uses them', `${SHEET}b{top:var(--d)}`, ''],
    ['stay for movements', `${SHEET}@keyframes in{to{top:var(--d)}}`, ':root{--d:3px}@keyframes in{to{top:var(--d)}}'],
  ])('%s', (_, css, trimmed) => {
    expect(trim(css)).toBe(trimmed);
  });

  test('stay where a drawing or a script names them', () => {
    expect(trim(SHEET, ['--d'])).toBe(':root{--d:3px}');
    expect(trim(SHEET, [], ['--c'])).toBe(':root{--c:2px}');
  });
});

test('what scripts add stays, of each kind', () => {
  const css = '.mark{top:0}mark{top:0}[open-later]{top:0}.other{top:0}';
  expect(trim(css, [], ['mark', 'open-later'])).toBe('.mark{top:0}mark{top:0}[open-later]{top:0}');
});

test('a sheet that is read once serves pages of any use', () => {
  const trimmed = readSheets(['.used{top:0}.unused{top:1px}'], []);
  expect(trimmed(USE, [])).toBe('.used{top:0}');
  expect(trimmed({ ...USE, classes: ['unused'] }, [])).toBe('.unused{top:1px}');
});

test('sheets of one page are one: a variable of one stays for another, and they keep their order', () => {
  const sheets = [':root{--a:1px;--b:2px}', 'p{top:var(--b)}', '.used{left:0}'];
  expect(readSheets(sheets, [])(USE, [])).toBe(':root{--b:2px}p{top:var(--b)}.used{left:0}');
  expect(readSheets([...sheets].reverse(), [])(USE, [])).toBe('.used{left:0}p{top:var(--b)}:root{--b:2px}');
});
