/** How many blocks at a time: on a slow phone a step is well below the 50 ms that a reader could feel. */
const STEP = 8;

/** Lays out, in steps, what the first frame left out. Blocks that are laid out keep no trace of it. */
function layOutRest(): void {
  const root = document.documentElement;
  const blocks = [...document.querySelectorAll<HTMLElement>('.first .prose > *')];
  let laidOut = 0;
  const step = (): void => {
    for (const block of blocks.slice(laidOut, laidOut + STEP)) block.style.contentVisibility = 'visible';
    laidOut += STEP;
    if (laidOut < blocks.length) setTimeout(step, 50);
    else {
      root.classList.remove('first');
      for (const block of blocks) block.removeAttribute('style');
    }
  };
  setTimeout(step, 50);
}

layOutRest();
