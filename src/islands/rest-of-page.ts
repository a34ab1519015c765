/** How much text at a time, in characters: on a slow phone a step is well below the 50 ms that a reader could feel. */
const STEP = 600;
/** Between steps, in milliseconds: room for what the reader does. */
const PAUSE = 20;

/** Lays out, in steps, what the first frame left out, unless the reader was quicker. */
function layOutRest(): void {
  const root = document.documentElement;
  const blocks = [...document.querySelectorAll<HTMLElement>('.first .prose > *')];
  const step = (): void => {
    if (!root.classList.contains('first')) return;
    for (let text = 0; text < STEP;) {
      const block = blocks.shift();
      // Nothing is undone at the end: to take the class away would have the styles of the whole page worked out again.
      if (!block) return void Object.assign(globalThis, { onclick: null, onkeydown: null, onscroll: null });
      block.style.contentVisibility = 'visible';
      text += block.textContent.length;
    }
    setTimeout(step, PAUSE);
  };
  setTimeout(() => {
    const begin = blocks.findIndex((block) => getComputedStyle(block).contentVisibility === 'auto');
    blocks.splice(0, begin);
    // On a wide screen nothing is left out, and nothing is to be when the window is made narrow.
    if (begin < 0) root.classList.remove('first');
    else step();
  }, 50);
}

layOutRest();
