/**
 * One small way to drive three engines, with what all three can do and no more. What a test does with it, a reader could
 * do with a mouse and a keyboard; `eval` only looks.
 */

/** What a reader’s browser, or whoever administers it, may refuse. */
export type Limit = 'JavaScript' | 'storage' | 'WebAssembly';

/** One page of a browser that has been nowhere yet: nothing is stored. */
export interface Driver {
  open(address: string): Promise<void>;
  /** Runs a function in the page and gives what it returns. It sees `given` and the page, nothing of the test. */
  eval<R, G = undefined>(look: (given: G) => R, given?: G): Promise<R>;
  /** Puts the focus into a field and types. */
  type(selector: string, words: string): Promise<void>;
  /** Presses a key, or several held together: 'Escape', 'Control+k'. */
  press(keys: string): Promise<void>;
  /** Chooses in a select, by value. */
  choose(selector: string, value: string): Promise<void>;
  /** Clicks in the middle of the first element that matches, as a mouse would. */
  click(selector: string): Promise<void>;
  /**
   * Waits until a look at the page gives something true, and the page is there as a whole.
   * @throws after twenty seconds, with the look in words
   */
  wait<G = undefined>(look: (given: G) => boolean | undefined, given?: G): Promise<void>;
  /** Writes what is to be seen into a PNG file. */
  shot(file: string): Promise<void>;
  /** Errors and warnings of the pages opened so far, as far as the engine tells. */
  faults(): Promise<string[]>;
  close(): Promise<void>;
}

/** A browser that has been started. */
export interface Running {
  begin(): Promise<Driver>;
  stop(): Promise<void>;
}

/** Size of every window, in CSS pixels: wide enough for both lists beside the text. */
export const SIZE = { width: 1280, height: 900 };

/** A look at the page, for `Driver.wait`. */
export const isThere = (selector: string): boolean => document.querySelector(selector) !== null;

const PATIENCE = 20_000;
const PAUSE = 50;

/** Whether all of the page has arrived: its address is known before. */
const isWhole = (): boolean => document.readyState !== 'loading';

/**
 * `Driver.wait` over any `eval`. A page that is just being left cannot be looked at: then it is tried again. One that is
 * just being opened is waited for, so that the next look finds all of it.
 */
export function waitBy(look: Driver['eval']): Driver['wait'] {
  return async (sought, given) => {
    const until = Date.now() + PATIENCE;
    let trouble: unknown;
    do {
      try {
        if ((await look(sought, given)) && (await look(isWhole))) return;
        trouble = undefined;
      } catch (error) {
        trouble = error;
      }
      await new Promise((later) => setTimeout(later, PAUSE));
    } while (Date.now() < until);
    throw new Error(`Not so within ${PATIENCE / 1000} s: ${String(sought)}, given ${JSON.stringify(given)}`, {
      cause: trouble,
    });
  };
}
