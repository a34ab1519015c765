import { later } from './later';

/** How much at a time, in characters of text: on a slow phone a step is well below the 50 ms that a reader could feel. */
const STEP = 400;

/** What an element takes, in characters: the cells of a table are more work than their words. */
const ELEMENT = 10;

/** What the first frame may leave out (styles/prose.css): blocks, and in long ones their rows and entries. */
const PARTS = '.first .prose > *, .first .prose :is(tr, .glossary div, .metric), .first .a-to-z, .first .a-to-z li';

/**
 * Lays out, in steps, what the first frame left out, unless the reader was quicker. Each step is laid out in a task of its
 * own, and the frames have only to paint: with both in one, a slow phone was held for longer than 50 ms, and where a browser
 * has no time for frames, steps would come together and be laid out as one.
 */
function layOutRest(): void {
  const root = document.documentElement;
  const parts = [...document.querySelectorAll<HTMLElement>(PARTS)];
  const step = (): void => {
    if (!root.classList.contains('first')) return;
    for (let work = 0; work < STEP;) {
      const part = parts.shift();
      // Nothing is undone at the end: to take the class away would have the styles of the whole page worked out again.
      if (!part) return void Object.assign(globalThis, { onclick: null, onkeydown: null, onscroll: null });
      part.style.contentVisibility = 'visible';
      // Of a block with rows or entries, those are the work; they follow.
      if (part.contains(parts[0] ?? null)) continue;
      work += part.textContent.length + ELEMENT * part.getElementsByTagName('*').length;
    }
    // Asks for the layout; what is still left out stays so.
    root.getBoundingClientRect();
    later(step);
  };
  const begin = (): void => {
    const first = parts.findIndex((part) => getComputedStyle(part).contentVisibility === 'auto');
    parts.splice(0, first);
    // On a wide screen nothing is left out, and nothing is to be when the window is made narrow.
    if (first < 0) root.classList.remove('first');
    else step();
  };
  // After the first frame.
  requestAnimationFrame(() => {
    later(begin);
  });
}

later(layOutRest);
