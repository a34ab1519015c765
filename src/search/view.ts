import type { Answer } from './engine.ts';
import type { TextHit, TextPage } from './full-text.ts';
import type { Hit } from './instant.ts';
import type { Item } from './lexicon.ts';

type Child = Node | string;

/** Makes an element with attributes and children, without any HTML being parsed. */
export function make(tag: string, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
};
const unescapeHtml = (text: string): string =>
  text.replace(/&(?:lt|gt|amp|quot|#39|#x27);/g, (entity) => ENTITIES[entity] ?? entity);

/** Turns an excerpt (escaped text with <mark>) into nodes. */
export function excerptNodes(excerpt: string): Child[] {
  return excerpt.split(/(<mark>.*?<\/mark>)/s).flatMap((piece): Child[] => {
    if (piece.startsWith('<mark>')) return [make('mark', {}, unescapeHtml(piece.slice(6, -7)))];
    return piece ? [unescapeHtml(piece)] : [];
  });
}

const chinese = (text: string): HTMLElement => make('span', { lang: 'zh-Hans' }, text);

function cardOf(item: Item, line: string, base: string): HTMLElement {
  const [, name, zh, pinyin, , treated] = item.thing ?? ['', item.title, '', '', '', ''];
  const card = make('section', { class: 'card', 'aria-label': 'Answer' });
  card.append(
    make(
      'p',
      { class: 'strong' },
      make('a', { href: base + item.address }, name),
      ' ',
      chinese(zh),
      ' ',
      make('i', { lang: 'zh-Latn' }, pinyin),
    ),
  );
  card.append(make('p', {}, line), make('p', { class: 'label' }, item.kind));
  if (treated && treated !== item.address)
    card.lastElementChild?.append(' · ', make('a', { href: base + treated }, 'where it is treated'));
  return card;
}

function hitOf({ item }: Hit, base: string): HTMLElement {
  const link = make('a', { href: base + item.address }, make('span', { class: 'hit-title' }, item.title));
  link.append(make('span', { class: 'label' }, item.page ? `${item.page} · ${item.kind}` : item.kind));
  return make('li', {}, link);
}

/** Draws what tier 1 found. `base` is the base path without its last slash. Links are plain links, best first. */
export function drawNames({ card, cardLine, hits }: Answer, base: string): Child[] {
  const rest = hits.filter(({ item }) => item !== card).map((hit) => hitOf(hit, base));
  return [
    ...(card ? [cardOf(card, cardLine, base)] : []),
    ...(rest.length > 0 ? [make('h2', {}, 'Sections and terms'), make('ol', {}, ...rest)] : []),
  ];
}

function textHitOf({ address, title, excerpt }: TextHit): HTMLElement {
  const shown = make('span', { class: 'label' }, ...excerptNodes(excerpt));
  return make('li', {}, make('a', { href: address }, make('span', { class: 'hit-title' }, title), shown));
}

/** Draws what the full text found, to stand below the rest. */
export function drawText(pages: readonly TextPage[]): Child[] {
  if (pages.length === 0) return [];
  return [
    make('h2', {}, 'In the text'),
    ...pages.flatMap(({ title, sections }) => [make('h3', {}, title), make('ol', {}, ...sections.map(textHitOf))]),
  ];
}

/** What is said in words about an answer: how many, or that there is nothing. */
export function summarise({ hits, pages, query }: Answer): string {
  const count = hits.length + (pages?.reduce((sum, { sections }) => sum + sections.length, 0) ?? 0);
  if (count > 0) return `${count} result${count === 1 ? '' : 's'}`;
  if (query.unknown.length > 0) return `Nothing in the guide for “${query.unknown.join(' ')}”.`;
  return query.words.length === 0 ? 'Type a role, a skill, a term or a question.' : 'No results.';
}

/** The line above the results: what was corrected or left out, with a way back. */
export function drawNotice({ query, text, hits }: Answer, searchAsTyped: () => void): Child[] {
  const notice: Child[] = [];
  if (query.corrected.length > 0) {
    const back = make('button', { type: 'button', class: 'link' }, `Search for “${text.trim().slice(0, 60)}” instead`);
    back.addEventListener('click', searchAsTyped);
    notice.push(
      'Showing results for ',
      make('strong', {}, query.corrected.map(([, better]) => better).join(', ')),
      '. ',
      back,
      '. ',
    );
  }
  if (query.unknown.length > 0 && hits.length > 0)
    notice.push(`Left out, because the guide does not have it: ${query.unknown.join(', ').slice(0, 80)}.`);
  return notice;
}
