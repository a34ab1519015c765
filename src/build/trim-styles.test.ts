import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceKept } from '../../tests/kept.ts';
import { openStore } from './store.ts';
import { makeFinder, makeTrimmer } from './trim-styles.ts';

const SHEET = ':root{--nm:red;--ev:blue;--ink:black}.used{color:var(--ink)}.unused{color:var(--ev)}.sr-only{width:1px}';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trimmed-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const LINK = '<link rel="stylesheet" href="/assets/a.css">';
const newTrimmer = (program = 'one', sheet = SHEET) => makeTrimmer({ store: openStore(folder), program }, () => sheet);
const trim = (body: string): Promise<string> => newTrimmer()(LINK + body);

test.each([
  ['keeps a rule the page uses', '.used', true],
  ['leaves out a rule the page does not use', '.unused', false],
  ['keeps what scripts add', '.sr-only', true],
  ['keeps a colour that only an attribute of a drawing names', '--nm:', true],
  ['leaves out a colour nothing names', '--ev:', false],
])('trimming %s', async (_, part, stays) => {
  const page = await trim('<p class="used">unused</p><svg><path stroke="var(--nm)"></path></svg>');
  expect(page.includes(part)).toBe(stays);
});

test.each([
  ['a class', '<p class="used"></p>', '.used{'],
  ['a class that begins with a digit', '<p class="2xl"></p>', '\\32 xl{'],
  ['a class with signs in it', '<p class="md:w-[2.5rem]"></p>', 'md\\:w-\\[2\\.5rem\\]{'],
  ['the value of an attribute', '<i data-line="US"></i>', '[data-line=US]'],
  ['a colour of a drawing', '<svg><path stroke="var(--ev)"></path></svg>', '--ev:'],
])('a page is not taken for the one before it, which has all but %s', async (_, element, rule) => {
  const rules = '.\\32 xl{top:0}.md\\:w-\\[2\\.5rem\\]{width:2.5rem}[data-line=US]{top:1px}';
  const trimmer = newTrimmer('one', SHEET + rules);
  const page = (body: string): string => `${LINK}<a href="/here/">one</a><svg></svg>${body}`;
  const before = await trimmer(page('<p id="before"></p>'));
  const after = await trimmer(page(element));
  expect([before.includes(rule), after.includes(rule)]).toEqual([false, true]);
  expect(after).toBe(await newTrimmer('another', SHEET + rules)(page(element)));
});

test('takes what the same program has trimmed before from the same, and nothing else', async () => {
  const page = `${LINK}<p class="used"></p>`;
  const trimmed = await newTrimmer()(page);
  replaceKept(folder, 'kept{}');
  expect(await newTrimmer()(page)).toBe('<style>kept{}</style><p class="used"></p>');
  expect(await newTrimmer('another')(page)).toBe(trimmed);
  expect(await newTrimmer()(page.replace('class="used"', 'class="unused"'))).toContain('.unused{');
});

test('several sheets become one, and a sheet for some media stays a link', async () => {
  const sheets: Record<string, string> = { '/a.css': '.used{top:0}', '/b.css': '.used{left:0}.unused{left:1px}' };
  const trimmer = makeTrimmer({ store: openStore(folder), program: 'one' }, (href) => sheets[href] ?? '');
  const links = Object.keys(sheets).map((href) => `<link rel="stylesheet" href="${href}">`);
  const print = '<link rel="stylesheet" href="/print.css" media="print">';
  expect(await trimmer(`${links.join(print)}<p class="used"></p>`)).toBe(
    `<style>.used{top:0}.used{left:0}</style>${print}<p class="used"></p>`,
  );
  expect(await trimmer(`${print}<p></p>`)).toBe(`${print}<p></p>`);
});

test.each([
  ['all of it', '.card{color:red}', true],
  ['its beginning', '.ca', true],
  ['its end', 'ed}', true],
  ['a middle', 'd{co', true],
  ['two characters', 'rd', true],
  ['one', 'x', false],
  ['none', '', true],
  ['three in another order', 'rac', false],
  ['a known beginning', '.card{color:blue', false],
  ['Chinese', '运营操作', false],
])('looks for a word in a text: %s', (_, word, isThere) => {
  expect(makeFinder('.card{color:red}')(word)).toBe(isThere);
});

test('a word is not taken to be there because its characters have the numbers of others', () => {
  // 961 × 2 − 31 × 62 = 0: the first two of each have the same number.
  const [one, other] = ['a~b', `c${String.fromCharCode(126 - 62)}b`];
  expect(makeFinder(one)(other)).toBe(false);
});
