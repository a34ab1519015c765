import { splitHan } from '../model/han';
import { placeNote } from '../model/note-place';
import type { TermNotes } from '../model/term-notes';
import sheet from '../styles/term-note.css?url';
import { addSheet } from './add-sheet';

/** How long a mouse rests on a term before its note opens, and how long it may take to cross over: in milliseconds. */
const OPENING = 150;
const CLOSING = 300;
/** How long the definitions may take, in milliseconds: after that a term is a link and nothing more. */
const LIMIT = 5000;
/** A reader is still on a term, and not a finger that has only left `:hover` behind. */
const STAYING = matchMedia('(hover)').matches ? ':hover, :focus-visible' : ':focus-visible';

let definitions: Promise<TermNotes> | undefined;
let styles: Promise<void> | undefined;
let current: HTMLAnchorElement | undefined;
let last: HTMLAnchorElement | undefined;

function makePart(tag: string, id: string, lang = ''): HTMLElement {
  const part = document.createElement(tag);
  part.id = `term-note${id}`;
  if (lang) part.lang = lang;
  return part;
}

// Spans and no paragraphs: the note stands beside its term, inside a sentence, where a screen reader comes to it next.
const note = makePart('span', '');
const box = makePart('span', '-box');
const name = makePart('b', '-name');
const chinese = makePart('span', '-chinese', 'zh-Hans');
const pinyin = makePart('i', '-pinyin', 'zh-Latn');
const words = makePart('span', '-words');
const more = makePart('a', '-more') as HTMLAnchorElement;

function assemble(): void {
  note.popover = 'manual';
  note.role = 'note';
  more.textContent = 'In the glossary';
  // The term itself leads there too: the keyboard needs no second stop.
  more.tabIndex = -1;
  const title = document.createElement('span');
  title.append(name, ' ', chinese, ' ', pinyin);
  box.append(title, words, more);
  note.append(box);
  note.addEventListener('pointerleave', settleSoon);
  addEventListener('keydown', dismiss, true);
  addEventListener('pointerdown', closeFromOutside, true);
  addEventListener('resize', place);
  // A page that is come back to must not show what was open when it was left.
  addEventListener('pagehide', close);
}

function loadSheet(): Promise<void> {
  return (styles ??= new Promise((resolve, reject) => {
    const link = addSheet(sheet);
    link.onload = () => {
      resolve();
    };
    link.onerror = () => {
      link.remove();
      styles = undefined;
      reject(new Error('The styles of the note cannot be had.'));
    };
  }));
}

async function fetchDefinitions(): Promise<TermNotes> {
  if (!('popover' in note)) throw new Error('This browser has no popovers.');
  const base = document.documentElement.dataset['base'] ?? '/';
  const [response] = await Promise.all([
    fetch(`${base}terms.json`, { signal: AbortSignal.timeout(LIMIT) }),
    loadSheet(),
  ]);
  if (!response.ok) throw new Error(`terms.json: ${response.status}`);
  const found = (await response.json()) as TermNotes;
  assemble();
  return found;
}

/** Puts the note where it fits, in engines that cannot do it from the style sheet. */
function place(): void {
  if (!current || CSS.supports('anchor-name: --term')) return;
  const { left, top } = placeNote(current.getBoundingClientRect(), note.getBoundingClientRect(), {
    width: document.documentElement.clientWidth,
    height: innerHeight,
  });
  note.style.setProperty('--left', `${left + scrollX}px`);
  note.style.setProperty('--top', `${top + scrollY}px`);
}

function close(): void {
  current?.removeAttribute('aria-describedby');
  current = undefined;
  note.remove();
}

function dismiss(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || !current) return;
  // One press, one thing: nothing else that listens for Escape closes with the note.
  event.stopImmediatePropagation();
  event.preventDefault();
  close();
}

function closeFromOutside({ target }: Event): void {
  if (target instanceof Node && !note.contains(target) && !current?.contains(target)) close();
}

/** Closes the note once neither the pointer nor the focus is on it or on its term. */
function settleSoon(event: Event): void {
  // A finger that lifts has not gone away.
  if (event instanceof PointerEvent && event.pointerType !== 'mouse') return;
  setTimeout(() => {
    if (!current?.matches(':hover, :focus-visible') && !note.matches(':hover, :focus-within')) close();
  }, CLOSING);
}

function open(term: HTMLAnchorElement, [title, zh, sound, definition]: TermNotes[string]): void {
  close();
  name.textContent = title;
  chinese.textContent = zh;
  pinyin.textContent = sound;
  words.replaceChildren(
    ...splitHan(definition).map(({ text, han }) => {
      const run = document.createElement('span');
      run.textContent = text;
      if (han) run.lang = 'zh-Hans';
      return han ? run : text;
    }),
  );
  more.href = term.href;
  term.after(note);
  term.setAttribute('aria-describedby', `${name.id} ${words.id}`);
  term.addEventListener('pointerleave', settleSoon);
  term.addEventListener('blur', settleSoon);
  note.showPopover();
  current = term;
  place();
}

/**
 * Answers a reader who has come to a term: a mouse that stays, the focus of a keyboard, or a tap; or `here`, where one of
 * the first two was quicker than the script.
 * @throws when there is no definition to show
 */
export async function answer(term: HTMLAnchorElement, event: Event): Promise<void> {
  last = term;
  definitions ??= fetchDefinitions();
  const all = await definitions.catch((error: unknown) => {
    definitions = undefined;
    throw error;
  });
  const entry = all[term.hash.slice(1)];
  if (!entry) throw new Error(`No definition: ${term.hash}`);
  if (event instanceof PointerEvent && event.type === 'pointerenter') {
    await new Promise((resolve) => setTimeout(resolve, OPENING));
    if (event.pointerType === 'touch' || !term.matches(':hover')) return;
  }
  if (event.type === 'focus' && !term.matches(':focus-visible')) return;
  if (event.type === 'here' && !term.matches(STAYING)) return;
  if (last === term && current !== term) open(term, entry);
}
