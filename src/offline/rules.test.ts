import { describe, expect, test } from 'vitest';
import {
  addressOf,
  cachePrefix,
  isNamedByContent,
  isPackable,
  listWanted,
  mayTakeOver,
  type Manifest,
} from './rules.ts';

const manifest: Manifest = {
  build: 'b1',
  files: [
    ['', 'h1'],
    ['assets/a.B1c2.js', 'h2'],
    ['offline/', 'h3'],
    ['roles/user/', 'h4'],
    ['search-terms.json', 'h5'],
  ],
};

describe('addressOf', () => {
  test.each([
    ['the home page', 'https://a.example/ops/', ''],
    ['a page', 'https://a.example/ops/roles/user/', 'roles/user/'],
    ['a page without its query and fragment', 'https://a.example/ops/search/?q=a#b', 'search/'],
    ['a page by its file', 'https://a.example/ops/roles/index.html', 'roles/'],
    ['the home page by its file', 'https://a.example/ops/index.html', ''],
    ['a page as it was typed, without its last slash', 'https://a.example/ops/roles', 'roles'],
    ['nothing beside the base path', 'https://a.example/other/', undefined],
    ['nothing on another site', 'https://b.example/ops/', undefined],
  ])('names %s', (_, url, expected) => {
    expect(addressOf(url, 'https://a.example/ops/')).toBe(expected);
  });
});

describe('isNamedByContent', () => {
  test.each([
    ['assets/a.B1c2.js', true],
    ['pagefind/index/en_1a2b.pf_index', true],
    ['pagefind/pagefind.en_1a2b.pf_meta', true],
    ['pagefind/pagefind.js', false],
    ['pagefind/pagefind-entry.json', false],
    ['pagefind/wasm.en.pagefind', false],
    ['roles/user/', false],
  ])('%s: %s', (address, expected) => {
    expect(isNamedByContent(address)).toBe(expected);
  });
});

describe('listWanted', () => {
  test.each([
    ['takes the core when nothing was read', false, [], 'assets/a.B1c2.js offline/'],
    ['adds what was read', false, ['roles/user/'], 'assets/a.B1c2.js offline/ roles/user/'],
    ['leaves out what the build no longer has', false, ['roles/gone/', 'sw.js?wish'], 'assets/a.B1c2.js offline/'],
    ['takes everything when it was asked for', true, [], ' assets/a.B1c2.js offline/ roles/user/ search-terms.json'],
  ])('%s', (_, everything, read, expected) => {
    expect(listWanted(manifest, everything, new Set(read)).join(' ')).toBe(expected);
  });
});

describe('mayTakeOver', () => {
  const own = { id: '1', address: 'roles/user/', hash: 'h4' };
  test.each([
    ['yes when no page is open', [], [], true],
    ['yes when the open page is its own', [own], ['1'], true],
    ['no when a page of another version is open', [own, { id: '2', address: '', hash: 'old' }], ['1', '2'], false],
    ['no when nobody knows what a page shows', [own, { id: '2', address: '', hash: '' }], ['1', '2'], false],
    ['no when another page has been opened meanwhile', [own], ['1', '3'], false],
    ['yes when the page of the other version has gone', [own, { id: '2', address: '', hash: 'old' }], ['1'], true],
    ['no on a page that neither version has', [{ id: '1', address: 'no/such/page/', hash: 'h9' }], ['1'], false],
  ])('%s', (_, pages, open, expected) => {
    expect(mayTakeOver(manifest, pages, open)).toBe(expected);
  });
});

test('the caches of a site never begin like those of a site above or below it', () => {
  const [root, above, below] = ['', 'a/', 'a/b/'].map((path) => cachePrefix(`https://a.example/${path}`)) as [
    string,
    string,
    string,
  ];
  for (const [one, other] of [
    [root, above],
    [above, below],
    [root, below],
  ] as const) {
    expect(`${other}b1`.startsWith(one)).toBe(false);
    expect(`${one}b1`.startsWith(other)).toBe(false);
  }
});

test.each([
  ['text/html; charset=utf-8', true],
  ['text/javascript', true],
  ['application/json', true],
  ['image/svg+xml', true],
  ['font/woff2', false],
  ['application/octet-stream', false],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', false],
])('isPackable(%s) is %s', (type, expected) => {
  expect(isPackable(type)).toBe(expected);
});
