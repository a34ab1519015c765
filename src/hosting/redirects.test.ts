import { expect, test } from 'vitest';
import { checkList, checkTargets, parseRedirects, writeRedirectPage } from './redirects.ts';

const pages = new Map([
  ['/roles/', new Set(['main'])],
  ['/roles/user/', new Set(['week'])],
]);
const files = new Set(['/templates/plan.docx', '/robots.txt']);
const redirect = (from: string, to: string) => ({ from, to });

test.each([
  {
    name: 'a good list',
    list: [redirect('/old/', '/roles/'), redirect('/old.docx', '/templates/plan.docx')],
    problem: null,
  },
  {
    name: 'an address that leads to itself',
    list: [redirect('/a/', '/a/')],
    problem: /\/a\/ goes round in a loop: \/a\/ → \/a\//,
  },
  {
    name: 'two that lead to each other',
    list: [redirect('/a/', '/b/'), redirect('/b/', '/a/')],
    problem: /loop: \/a\/ → \/b\/ → \/a\//,
  },
  {
    name: 'a chain',
    list: [redirect('/a/', '/b/'), redirect('/b/', '/roles/')],
    problem: /\/a\/ takes 2 steps.*straight at \/roles\//,
  },
  {
    name: 'a chain through an id',
    list: [redirect('/a/', '/b/#x'), redirect('/b/', '/roles/')],
    problem: /\/a\/ takes 2 steps/,
  },
  {
    name: 'a chain into a loop',
    list: [redirect('/a/', '/b/'), redirect('/b/', '/c/'), redirect('/c/', '/b/')],
    problem: /\/a\/ goes round/,
  },
  {
    name: 'an address that stands twice',
    list: [redirect('/a/', '/roles/'), redirect('/a/', '/roles/user/')],
    problem: /\/a\/ is redirected twice/,
  },
  { name: 'an id as the old address', list: [redirect('/roles/#old', '/roles/')], problem: /<span id>/ },
  { name: 'an old address without its last slash', list: [redirect('/old', '/roles/')], problem: /end with one/ },
  { name: 'another site', list: [redirect('/old/', 'https://example.org/')], problem: /no address of this site/ },
  { name: 'another site in disguise', list: [redirect('/old/', '//example.org/')], problem: /no address of this site/ },
  {
    name: 'words that would end a line of a server’s file',
    list: [redirect('/old/', '/roles/";x')],
    problem: /no address of this site/,
  },
])('the list is checked for $name', ({ list, problem }) => {
  const problems = checkList(list);
  if (problem === null) expect(problems).toEqual([]);
  else expect(problems.join('\n')).toMatch(problem);
});

test.each([
  { name: 'a page', list: [redirect('/old/', '/roles/')], problem: null },
  { name: 'an id on a page', list: [redirect('/old/', '/roles/user/#week')], problem: null },
  { name: 'a file', list: [redirect('/old.docx', '/templates/plan.docx')], problem: null },
  {
    name: 'a page that is not there',
    list: [redirect('/old/', '/nowhere/')],
    problem: /leads to \/nowhere\/, which no page or id/,
  },
  {
    name: 'an id that is not there',
    list: [redirect('/old/', '/roles/user/#gone')],
    problem: /leads to \/roles\/user\/#gone/,
  },
  { name: 'from a live page', list: [redirect('/roles/', '/roles/user/')], problem: /\/roles\/ is a live page/ },
  { name: 'from a live file', list: [redirect('/robots.txt', '/roles/')], problem: /\/robots.txt is a live page/ },
])('a redirect is checked against the built site: to or $name', ({ list, problem }) => {
  const problems = checkTargets(list, pages, files);
  if (problem === null) expect(problems).toEqual([]);
  else expect(problems.join('\n')).toMatch(problem);
});

test.each([
  { list: {}, words: /must be a list/ },
  { list: [{ from: '/a/' }], words: /entry 1 must have/ },
  { list: [null], words: /entry 1 must have/ },
  { list: [{ from: '/a/', to: '/b/', why: 'x' }], words: /entry 1 must have/ },
])('a list of the wrong shape is refused: $words', ({ list, words }) => {
  expect(() => parseRedirects(list)).toThrow(words);
});

test('the page at an old address is a whole document that leads to the new one', () => {
  const html = writeRedirectPage('/base/roles/', 'https://guide.example');
  expect(html).toMatch(/^<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>/);
  expect(html).toContain('content="0;url=/base/roles/"');
  expect(html).toContain('href="https://guide.example/base/roles/"');
  expect(html).toContain('<a href="/base/roles/">');
});
