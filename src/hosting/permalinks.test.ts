import { expect, test } from 'vitest';
import { findNew, findVanished, formatPermalinks, mergePermalinks } from './permalinks.ts';

const old = { '/roles/user/': ['skills', 'week'], '/templates/plan.docx': [] };

test.each([
  { name: 'nothing changed', now: old, redirects: [], vanished: [] },
  { name: 'a page is gone', now: { '/templates/plan.docx': [] }, redirects: [], vanished: ['/roles/user/ is gone'] },
  {
    name: 'a file is gone',
    now: { '/roles/user/': ['skills', 'week'] },
    redirects: [],
    vanished: ['/templates/plan.docx is gone'],
  },
  {
    name: 'an id is gone',
    now: { ...old, '/roles/user/': ['skills'] },
    redirects: [],
    vanished: ['/roles/user/#week is gone'],
  },
  {
    name: 'a page has moved and its ids with it',
    now: { '/lines/user/': ['skills', 'week'], '/templates/plan.docx': [] },
    redirects: [{ from: '/roles/user/', to: '/lines/user/' }],
    vanished: [],
  },
  {
    name: 'a page has moved and an id was lost on the way',
    now: { '/lines/user/': ['skills'], '/templates/plan.docx': [] },
    redirects: [{ from: '/roles/user/', to: '/lines/user/' }],
    vanished: ['/roles/user/#week is gone'],
  },
  {
    name: 'a page has become a section of another',
    now: { '/lines/': ['user'], '/templates/plan.docx': [] },
    redirects: [{ from: '/roles/user/', to: '/lines/#user' }],
    vanished: [],
  },
  {
    name: 'a redirect leads to a page that is gone too',
    now: { '/templates/plan.docx': [] },
    redirects: [{ from: '/roles/user/', to: '/lines/user/' }],
    vanished: ['/roles/user/ is gone'],
  },
])('$name: $vanished', ({ now, redirects, vanished }) => {
  const found = findVanished(old, now, redirects);
  expect(found).toHaveLength(vanished.length);
  vanished.forEach((words, index) => {
    expect(found[index]).toContain(words);
  });
});

test('new addresses and ids are named, and a merge adds them without losing an old one', () => {
  const now = { '/roles/user/': ['skills', 'numbers'], '/roles/event/': ['week'] };
  expect(findNew(old, now)).toEqual(['/roles/user/#numbers', '/roles/event/']);
  expect(mergePermalinks(old, now)).toEqual({
    '/roles/event/': ['week'],
    '/roles/user/': ['numbers', 'skills', 'week'],
    '/templates/plan.docx': [],
  });
});

test('the file has one line an address and reads back the same', () => {
  const text = formatPermalinks(old);
  expect(text.split('\n')).toHaveLength(Object.keys(old).length + 3);
  expect(JSON.parse(text)).toEqual(old);
});
