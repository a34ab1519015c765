import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAddresses, leadsSomewhere, listHtml, openBuiltPages, readBuiltPages } from './built-pages.ts';

let dist = '';

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'built-pages-'));
  const files = {
    'roles/user/index.html': '<h2 id="week">Week</h2><p class="x" id=numbers>1</p><a data-id="no">n</a>',
    'index.html': '<main id="main"></main>',
    '404.html': '<p>Gone</p>',
    'assets/app.js': 'const html = " id=never";',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), content);
  }
});

afterAll(() => {
  rmSync(dist, { recursive: true });
});

test('listHtml lists HTML files at every depth, in a fixed order, and nothing else', () => {
  expect(listHtml(dist)).toEqual(['404.html', 'index.html', 'roles/user/index.html'].map((name) => join(dist, name)));
});

test('readBuiltPages knows each page by its address and the ids on it, quoted or not', () => {
  expect(readBuiltPages(dist)).toEqual(
    new Map([
      ['/404.html', new Set()],
      ['/', new Set(['main'])],
      ['/roles/user/', new Set(['week', 'numbers'])],
    ]),
  );
});

describe('findAddresses', () => {
  test.each([
    ['finds a link', 'See [roles](/roles/#map).', [{ address: '/roles/#map', line: 1 }]],
    [
      'finds two links on a line',
      '[a](/a/) [b](/b/)',
      [
        { address: '/a/', line: 1 },
        { address: '/b/', line: 1 },
      ],
    ],
    ['counts lines', 'one\n\n[a](/a/)', [{ address: '/a/', line: 3 }]],
    ['finds a section of the glossary', '  section: /roles/user/#week', [{ address: '/roles/user/#week', line: 1 }]],
    ['finds a section in quotes', '  section: "/roles/#a"', [{ address: '/roles/#a', line: 1 }]],
    ['leaves out other sites', '[a](https://example.org/roles/)', []],
    ['leaves out anchors on the page', '[a](#week)', []],
    ['leaves out other fields', 'lead: /roles/', []],
  ])('%s', (_, text, expected) => {
    expect(findAddresses(text)).toEqual(expected);
  });
});

describe('leadsSomewhere', () => {
  test.each([
    ['/roles/user/', true],
    ['/roles/user/#week', true],
    ['/', true],
    ['/roles/user', false],
    ['/roles/', false],
    ['/roles/user/#main', false],
    ['/roles/user/#', false],
  ])('says of %s: %s', (address, expected) => {
    expect(leadsSomewhere(address, readBuiltPages(dist))).toBe(expected);
    expect(leadsSomewhere(address, openBuiltPages(dist))).toBe(expected);
  });
});
