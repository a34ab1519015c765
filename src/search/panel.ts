import { loadNames, search, type Answer } from './engine.ts';
import type { TextFilters } from './full-text.ts';
import { forgetAll, readRecent, remember } from './recent.ts';
import { drawNames, drawNotice, drawText, make, makeButton, makeLink, summarise } from './view.ts';

/** How long nobody types before a search is made, and before its outcome is said: in milliseconds. */
const PAUSE = 120;
const SILENCE = 700;

/** The parts of a search interface, on the page or in the dialog. */
export interface Parts {
  /** The base path without its last slash. */
  base: string;
  input: HTMLInputElement;
  results: HTMLElement;
  notice: HTMLElement;
  status: HTMLElement;
  filters: () => TextFilters;
  /** Called with the words each time a search is made. */
  searched?: (text: string) => void;
}

export interface Panel {
  /** Fetches what the first search needs. Calling again costs nothing. */
  prepare: () => void;
  /** Searches for what stands in the field. */
  search: (asTyped?: boolean) => Promise<void>;
}

const linkList = (base: string): HTMLElement => makeLink(`${base}/search/`, 'list from A to Z');

type Announce = (words: string, isUrgent?: boolean) => void;

/** Puts the names of an answer in place of those before. A reader already among them is on the first again. */
function drawFirst(answer: Answer, { base, input, results }: Parts): void {
  const isReading = results.contains(document.activeElement);
  results.replaceChildren(...drawNames(answer, base));
  if (isReading) (results.querySelector('a') ?? input).focus();
}

/** Draws what is new in an answer. What stands already stays as it is: the reader may be on it. */
function draw(answer: Answer, isFirst: boolean, parts: Parts, announce: Announce): void {
  const { base, results } = parts;
  const { pages, missing } = answer;
  if (isFirst) drawFirst(answer, parts);
  results.ariaBusy = String(!pages);
  results.dataset['state'] = pages ? 'done' : 'first';
  if (!pages) return;
  results.append(...drawText(pages));
  const isEmpty = results.childElementCount === 0;
  const summary = isEmpty && missing ? 'Nothing among the titles and terms.' : summarise(answer);
  if (missing) results.append(make('p', { class: 'notice' }, missing));
  if (isEmpty) {
    const glossary = makeLink(`${base}/glossary/`, 'glossary');
    results.append(make('p', {}, summary, ' Look it up in the ', linkList(base), ' or the ', glossary, '.'));
  }
  announce(missing ? `${summary}${isEmpty ? '' : '.'} ${missing}` : summary, isEmpty);
}

function drawRecent(parts: Parts): void {
  const { base, input, results, notice } = parts;
  notice.replaceChildren();
  results.replaceChildren();
  delete results.dataset['state'];
  const links = readRecent().map((text) =>
    make('li', {}, makeLink(`${base}/search/?q=${encodeURIComponent(text)}`, text)),
  );
  if (links.length === 0) return;
  const clear = makeButton('Clear', 'link', () => {
    forgetAll();
    drawRecent(parts);
    input.focus();
  });
  results.append(make('h2', {}, 'Recent searches on this device ', clear), make('ul', {}, ...links));
}

/** Remembers the search, and hands its words to the page a link leads to, so that they can be marked there. */
function leave(path: string, text: string, words: readonly string[]): void {
  remember(text);
  try {
    sessionStorage.setItem('found', JSON.stringify({ path, words }));
  } catch {
    // Storage is blocked: nothing is marked on arrival.
  }
}

/** The arrows lead from the field through the links and back. */
function moveFocus(event: KeyboardEvent, { input, results }: Parts): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops: EventTarget[] = [input, ...results.querySelectorAll('a')];
  const place = event.target ? stops.indexOf(event.target) : -1;
  const next = stops[place + (step ?? 0)];
  if (!step || event.isComposing || place < 0 || !(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

/** Says an outcome once, when the reader has stopped typing; nothing where there are no words. Urgent is heard at once. */
function makeVoice(status: HTMLElement): Announce {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (words, isUrgent) => {
    clearTimeout(timer);
    if (!words) return;
    timer = setTimeout(() => {
      status.role = isUrgent ? 'alert' : 'status';
      status.textContent = words;
    }, SILENCE);
  };
}

/** Gives what searches for the words in the field. A later search makes an earlier one fall silent. */
function makeSearch(parts: Parts, announce: Announce, use: (answer: Answer) => void): Panel['search'] {
  const { base, input, results, notice, status } = parts;
  let turn = 0;
  return async function searchNow(asTyped = false) {
    const own = (turn += 1);
    const text = input.value.slice(0, 500);
    parts.searched?.(text);
    // What was said of the search before is over, said or not. Emptied, the status is heard when it says the same again.
    announce('');
    status.textContent = '';
    results.ariaBusy = null;
    if (!text.trim()) {
      drawRecent(parts);
      return;
    }
    let isFirst = true;
    try {
      await search({ base, text, filters: parts.filters(), asTyped }, (answer) => {
        if (own !== turn) return;
        use(answer);
        if (isFirst) notice.replaceChildren(...drawNotice(answer, () => void searchNow(true)));
        draw(answer, isFirst, parts, announce);
        isFirst = false;
      });
    } catch {
      if (own !== turn) return;
      const sorry = 'The search could not be loaded.';
      results.replaceChildren();
      notice.replaceChildren(`${sorry} Check your connection and try again, or use the `, linkList(base), '.');
      announce(sorry, true);
    }
  };
}

/** One search interface: reads the field, draws answers, announces them, moves the focus by arrows. */
export function openPanel(parts: Parts): Panel {
  const { base, input, results, status } = parts;
  const announce = makeVoice(status);
  let words: readonly string[] = [];
  const search = makeSearch(parts, announce, ({ query }) => {
    words = query.words;
  });
  const prepare = (): void => void loadNames(base).catch(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const searchSoon = (event: Event): void => {
    clearTimeout(timer);
    announce('');
    // While an input method composes, the field holds what no reader means.
    if (!(event as Partial<InputEvent>).isComposing) timer = setTimeout(() => void search(), PAUSE);
  };
  input.addEventListener('input', searchSoon);
  input.addEventListener('compositionend', searchSoon);
  input.addEventListener('focus', prepare);
  for (const part of [input, results]) {
    part.addEventListener('keydown', (event) => {
      moveFocus(event, parts);
    });
  }
  results.addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest('a');
    if (link) leave(link.pathname, input.value, words);
  });
  return { prepare, search };
}
