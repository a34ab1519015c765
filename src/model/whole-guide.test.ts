import { describe, expect, test } from 'vitest';
import { endOf, makeSection, sectionId, takeOut } from './whole-guide.ts';

const placement = { address: '/roles/user/', below: 2, pages: new Set(['/roles/user/', '/glossary/']), base: '/' };
const page = (text: string): string => `<body><nav>menu</nav><article data-kind="x">${text}</article></body>`;

test.each([
  ['/roles/user/', 'roles-user'],
  ['/glossary/', 'glossary'],
])('the section of %s is called %s', (address, id) => {
  expect(sectionId(address)).toBe(id);
});

test.each([
  ['<p>a</p>b', 8],
  ['<div>a<div>b</div>c</div>d', 25],
  ['<div-x>a</div-x>', 16],
])('%s: its first element ends at %i', (html, end) => {
  expect(endOf(html, 0)).toBe(end);
});

test('an element that is not closed is named', () => {
  expect(() => endOf('<div class="x"><div></div>', 0)).toThrow('<div> is not closed: <div class="x">');
});

test('an element is taken out with all it holds', () => {
  expect(takeOut('a<nav class="x">b<nav>c</nav></nav>d<nav>e</nav>', /<nav class/g)).toBe('ad<nav>e</nav>');
});

describe('a page becomes a section', () => {
  test.each([
    { name: 'only its text is taken', text: '<p>Words</p>', section: '<p>Words</p>' },
    {
      name: 'what is for the screen or the search is left out',
      text: '<nav class="label noprint mb-2">Home</nav><p data-pagefind-ignore>A<a class="anchor" href="#a">#</a></p><script src="x"></script>',
      section: '<p>A</p>',
    },
    {
      name: 'headings go down and the title loses its size',
      text: '<h1 class="text-xl" data-pagefind-weight="8">User</h1><h2 id="week">Week</h2><h3 id="a">A</h3>',
      section: '<h3 class="page-title">User</h3><h4 id="roles-user--week">Week</h4><h5 id="roles-user--a">A</h5>',
    },
    {
      name: 'a heading stands without its link and the box of both',
      text: '<div class="h2"><h2 id="week">A <b>week</b></h2><a class="anchor" href="#week">#</a></div><p>Text</p>',
      section: '<h4 id="roles-user--week">A <b>week</b></h4><p>Text</p>',
    },
    {
      name: 'ids are renamed wherever they are named',
      text: '<section aria-labelledby="a b"></section><label for="c"></label><a href="#d">D</a>',
      section:
        '<section role="group" aria-labelledby="roles-user--a roles-user--b"></section><label for="roles-user--c"></label><a href="#roles-user--d">D</a>',
    },
    {
      name: 'links to pages of the document stay in it',
      text: '<a href="/glossary/#churn">churn</a> <a href="/glossary/">all</a>',
      section: '<a href="#glossary--churn">churn</a> <a href="#glossary">all</a>',
    },
    {
      name: 'other links stay as they are',
      text: '<a href="/search/">A–Z</a> <a href="https://example.org/glossary/#a">out</a>',
      section: '<a href="/search/">A–Z</a> <a href="https://example.org/glossary/#a">out</a>',
    },
    {
      name: 'what is folded away stands open',
      text: '<details class="steps"><p>1</p></details><details open><p>2</p></details>',
      section: '<details open class="steps"><p>1</p></details><details open><p>2</p></details>',
    },
  ])('$name', ({ text, section }) => {
    expect(makeSection(page(text), placement)).toBe(section);
  });

  test('under a base path too', () => {
    const html = page('<a href="/ops/glossary/#churn">churn</a><a href="/ops/search/">A–Z</a><a href="#a">A</a>');
    expect(makeSection(html, { ...placement, base: '/ops/' })).toBe(
      '<a href="#glossary--churn">churn</a><a href="/ops/search/">A–Z</a><a href="#roles-user--a">A</a>',
    );
  });

  test('a page without a text is a mistake', () => {
    expect(() => makeSection('<body></body>', placement)).toThrow('<article>');
  });
});
