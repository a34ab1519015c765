import { SearchEngine, type Answer, type Filters } from './engine.ts';
import { forgetAll, readRecent, remember } from './recent.ts';
import { drawNames, drawNotice, drawText, make, summarise } from './view.ts';

const PAUSE = 120;
const SILENCE = 700;

/** The parts of a search interface, on the page or in the dialog. */
export interface Parts {
  input: HTMLInputElement;
  results: HTMLElement;
  notice: HTMLElement;
  status: HTMLElement;
  filters: () => Filters;
  /** Called with the words each time a search is made. */
  searched?: (text: string) => void;
}

/** One search interface: reads the field, draws answers, announces them after a pause, moves the focus by arrows. */
export class SearchPanel {
  private readonly engine: SearchEngine;
  private readonly parts: Parts;
  private readonly base: string;
  private turn = 0;
  private composing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private speech: ReturnType<typeof setTimeout> | undefined;

  constructor(base: string, parts: Parts) {
    this.base = base.replace(/\/$/, '');
    this.engine = new SearchEngine(`${this.base}/`);
    this.parts = parts;
    const { input, results } = parts;
    input.addEventListener('compositionstart', () => (this.composing = true));
    input.addEventListener('compositionend', () => {
      this.composing = false;
      this.soon();
    });
    input.addEventListener('focus', () => {
      this.prepare();
    });
    input.addEventListener('input', () => {
      this.soon();
    });
    input.addEventListener('keydown', (event) => {
      this.moveFocus(event);
    });
    results.addEventListener('keydown', (event) => {
      this.moveFocus(event);
    });
    results.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link) this.leave(link);
    });
  }

  prepare(): void {
    this.engine.load().catch(() => undefined);
  }

  private soon(): void {
    clearTimeout(this.timer);
    clearTimeout(this.speech);
    if (!this.composing) this.timer = setTimeout(() => void this.search(), PAUSE);
  }

  /** Searches for what stands in the field. A later search makes an earlier one fall silent. */
  async search(asTyped = false): Promise<void> {
    const turn = (this.turn += 1);
    const text = this.parts.input.value.slice(0, 500);
    this.parts.searched?.(text);
    // What was said of the search before is over, said or not. Emptied, the status is heard when it says the same again.
    clearTimeout(this.speech);
    this.parts.status.textContent = '';
    this.parts.results.removeAttribute('aria-busy');
    if (text.trim() === '') {
      this.drawRecent();
      return;
    }
    let isFirst = true;
    try {
      await this.engine.search(text, this.parts.filters(), asTyped, (answer) => {
        if (turn === this.turn) this.draw(answer, isFirst);
        isFirst = false;
      });
    } catch {
      if (turn !== this.turn) return;
      this.parts.results.replaceChildren();
      this.parts.notice.replaceChildren(
        'The search could not be loaded. Check your connection and try again, or use the ',
        make('a', { href: `${this.base}/search/` }, 'list from A to Z'),
        '.',
      );
      this.announce('The search could not be loaded.', true);
    }
  }

  /** Draws what is new in an answer. What stands already stays as it is: the reader may be on it. */
  private draw(answer: Answer, isFirst: boolean): void {
    const { results, notice } = this.parts;
    const { pages, missing } = answer;
    if (isFirst) {
      notice.replaceChildren(...drawNotice(answer, () => void this.search(true)));
      results.replaceChildren(...drawNames(answer, this.base));
    }
    results.setAttribute('aria-busy', String(!pages));
    results.dataset['state'] = pages ? 'done' : 'first';
    if (!pages) return;
    results.append(...drawText(pages));
    const isEmpty = results.childElementCount === 0;
    const summary = isEmpty && missing ? 'Nothing among the titles and terms.' : summarise(answer);
    if (missing) results.append(make('p', { class: 'notice' }, missing));
    if (isEmpty) {
      results.append(
        make(
          'p',
          {},
          summary,
          ' Look it up in the ',
          make('a', { href: `${this.base}/search/` }, 'list from A to Z'),
          ' or the ',
          make('a', { href: `${this.base}/glossary/` }, 'glossary'),
          '.',
        ),
      );
    }
    this.announce(missing ? `${summary}${isEmpty ? '' : '.'} ${missing}` : summary, isEmpty);
  }

  private drawRecent(): void {
    const { results, notice } = this.parts;
    notice.replaceChildren();
    delete results.dataset['state'];
    const list = readRecent();
    if (list.length === 0) return void results.replaceChildren();
    const clear = make('button', { type: 'button', class: 'link' }, 'Clear');
    clear.addEventListener('click', () => {
      forgetAll();
      this.drawRecent();
      this.parts.input.focus();
    });
    const links = list.map((text) =>
      make('li', {}, make('a', { href: `${this.base}/search/?q=${encodeURIComponent(text)}` }, text)),
    );
    results.replaceChildren(make('h2', {}, 'Recent searches on this device ', clear), make('ul', {}, ...links));
  }

  /** Says the outcome once, when the reader has stopped typing. "No results" interrupts. */
  private announce(words: string, urgent: boolean): void {
    clearTimeout(this.speech);
    this.speech = setTimeout(() => {
      this.parts.status.setAttribute('role', urgent ? 'alert' : 'status');
      this.parts.status.textContent = words;
    }, SILENCE);
  }

  /** Remembers the search, and hands its words to the page it leads to, so that they can be marked there. */
  private leave(link: HTMLAnchorElement): void {
    const text = this.parts.input.value;
    if (text.trim()) remember(text);
    try {
      sessionStorage.setItem('found', JSON.stringify({ path: link.pathname, text }));
    } catch {
      // Storage is blocked: nothing is marked on arrival.
    }
  }

  private moveFocus(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || this.composing) return;
    const { input, results } = this.parts;
    const stops: HTMLElement[] = [input, ...results.querySelectorAll<HTMLAnchorElement>('a')];
    const next = stops[stops.indexOf(event.target as HTMLElement) + step];
    if (!next || !stops.includes(event.target as HTMLElement)) return;
    event.preventDefault();
    next.focus();
  }
}
