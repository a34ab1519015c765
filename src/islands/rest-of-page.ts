/** How many blocks are laid out before the clock is looked at: on a slow phone they take well below 50 ms. */
const BLOCKS = 8;
/** How long a step goes on, in milliseconds: with the blocks that are under way it stays below what a reader could feel. */
const STEP = 15;

/** Lays out, in steps, what the first frame left out, unless the reader was quicker. */
function layOutRest(): void {
  const root = document.documentElement;
  const blocks = [...document.querySelectorAll<HTMLElement>('.first .prose > *')];
  let laidOut = 0;
  const step = (): void => {
    const start = performance.now();
    while (laidOut < blocks.length && root.classList.contains('first') && performance.now() - start < STEP) {
      for (const block of blocks.slice(laidOut, (laidOut += BLOCKS))) block.style.contentVisibility = 'visible';
      // Asking for a height lays them out.
      void root.offsetHeight;
    }
    if (laidOut < blocks.length && root.classList.contains('first')) setTimeout(step, 50);
    else {
      root.classList.remove('first');
      for (const block of blocks) block.style.contentVisibility = '';
    }
  };
  setTimeout(step, 50);
}

layOutRest();
