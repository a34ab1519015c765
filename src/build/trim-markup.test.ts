import { expect, test } from 'vitest';
import { trimMarkup } from './trim-markup.ts';

test.each([
  {
    name: 'what only the search index reads goes',
    html: '<article data-pagefind-filter="kind[data-kind]" data-kind="Skill" data-role="user"><h1 data-pagefind-weight="8">A</h1></article>',
    trimmed: '<article data-kind="Skill"><h1>A</h1></article>',
  },
  {
    name: 'a line break between blocks goes',
    html: '<p>One</p>\n<div><h2>Two</h2></div>\n<table></table>',
    trimmed: '<p>One</p><div><h2>Two</h2></div><table></table>',
  },
  {
    name: 'a line break between words or in running text stays',
    html: '<p>One\ntwo <b>three</b>\n<i>four</i></p>',
    trimmed: '<p>One\ntwo <b>three</b>\n<i>four</i></p>',
  },
  {
    name: 'an empty shape closes itself',
    html: '<svg><path d="M0 0h9"></path><circle r="8"></circle><text></text></svg>',
    trimmed: '<svg><path d="M0 0h9"/><circle r="8"/><text></text></svg>',
  },
])('$name', ({ html, trimmed }) => {
  expect(trimMarkup(html)).toBe(trimmed);
});
