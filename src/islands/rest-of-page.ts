/** How many blocks at a time: on a slow phone a step is well below the 50 ms that a reader could feel. */
const STEP = 8;

/** Lays out, in steps, what the first frame left out, unless the reader was quicker. */
function layOutRest(): void {
  const root = document.documentElement;
  const blocks = [...document.querySelectorAll<HTMLElement>('.first .prose > *')];
  let laidOut = 0;
  const step = (): void => {
    const next = blocks.slice(laidOut, (laidOut += STEP));
    if (next.length > 0 && root.classList.contains('first')) {
      for (const block of next) block.style.contentVisibility = 'visible';
      setTimeout(step, 50);
    } else {
      root.classList.remove('first');
      for (const block of blocks) block.style.contentVisibility = '';
    }
  };
  setTimeout(() => {
    // On a wide screen nothing is left out.
    if (!blocks.some((block) => getComputedStyle(block).contentVisibility === 'auto')) laidOut = blocks.length;
    step();
  }, 50);
}

layOutRest();
