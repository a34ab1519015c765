import type { Answer } from './engine.ts';
import type { TextPage } from './full-text.ts';
import type { Item } from './lexicon.ts';

export type Child = Node | string;

/** Makes an element with attributes and children, without any HTML being parsed. */
export function make(tag: string, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const makeLink = (href: string, ...children: Child[]): HTMLElement => make('a', { href }, ...children);

export function makeButton(name: string, style: 'button' | 'link', press: () => void): HTMLElement {
  const button = make('button', { type: 'button', class: style }, name);
  button.addEventListener('click', press);
  return button;
}

/** Turns an excerpt (text with <mark>, in which Pagefind has escaped angle brackets and nothing else) into nodes. */
export function excerptNodes(excerpt: string): Child[] {
  return excerpt.split(/<\/?mark>/).map((piece, index) => {
    const text = piece.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    return index % 2 ? make('mark', {}, text) : text;
  });
}

function cardOf(
  { address, title, kind, names: [zh = ''], pinyin = '', treated }: Item,
  line: string,
  base: string,
): HTMLElement {
  return make(
    'section',
    { class: 'card', 'aria-label': 'Answer' },
    make(
      'p',
      { class: 'strong' },
      makeLink(base + address, title),
      ' ',
      make('span', { lang: 'zh-Hans' }, zh),
      ' ',
      make('i', { lang: 'zh-Latn' }, pinyin),
    ),
    make('p', {}, line),
    make(
      'p',
      { class: 'label' },
      kind,
      ...(treated && treated !== address ? [' · ', makeLink(base + treated, 'where it is treated')] : []),
    ),
  );
}

const hitOf = (address: string, title: string, ...note: Child[]): HTMLElement =>
  make(
    'li',
    {},
    makeLink(address, make('span', { class: 'hit-title' }, title), make('span', { class: 'label' }, ...note)),
  );

/** Draws what tier 1 found. `base` is the base path without its last slash. Links are plain links, best first. */
export function drawNames({ card, cardLine, hits }: Answer, base: string): Child[] {
  const rest = hits
    .map(({ item }) => item)
    .filter((item) => item !== card)
    .map(({ address, title, page, kind }) => hitOf(base + address, title, page ? `${page} · ${kind}` : kind));
  return [
    ...(card ? [cardOf(card, cardLine, base)] : []),
    ...(rest.length ? [make('h2', {}, 'Sections and terms'), make('ol', {}, ...rest)] : []),
  ];
}

/** Draws what the full text found, to stand below the rest. */
export function drawText(pages: readonly TextPage[]): Child[] {
  const found = pages.flatMap(({ title, sections }) => [
    make('h3', {}, title),
    make('ol', {}, ...sections.map((hit) => hitOf(hit.url, hit.title, ...excerptNodes(hit.excerpt)))),
  ]);
  return found.length ? [make('h2', {}, 'In the text'), ...found] : [];
}

/** What is said in words about an answer: how many, or that there is nothing. */
export function summarise({ hits, pages, query }: Answer): string {
  const count = hits.length + (pages ?? []).flatMap(({ sections }) => sections).length;
  if (count > 0) return `${count} result${count === 1 ? '' : 's'}`;
  if (query.unknown.length > 0) return `Nothing in the guide for “${query.unknown.join(' ')}”.`;
  return query.words.length === 0 ? 'Type a role, a skill, a term or a question.' : 'No results.';
}

/** The line above the results: what was corrected or left out, with a way back. */
export function drawNotice({ query, text, hits }: Answer, searchAsTyped: () => void): Child[] {
  const notice: Child[] = [];
  if (query.corrected.length > 0) {
    notice.push(
      'Showing results for ',
      make('strong', {}, query.corrected.map(([, better]) => better).join(', ')),
      '. ',
      makeButton(`Search for “${text.trim().slice(0, 60)}” instead`, 'link', searchAsTyped),
      '. ',
    );
  }
  if (query.unknown.length > 0 && hits.length > 0)
    notice.push(`Left out, because the guide does not have it: ${query.unknown.join(', ').slice(0, 80)}.`);
  return notice;
}
