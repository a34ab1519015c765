/** How many blocks at a time: on a slow phone a step is well below the 50 ms that a reader could feel. */
const STEP = 8;

/** Lays out, in steps, what the first frame left out. Blocks that are laid out keep no trace of it. */
function layOutRest(): void {
  const root = document.documentElement;
  const rest = [...document.querySelectorAll<HTMLElement>('.first .prose > *')];
  const done: HTMLElement[] = [];
  const step = (): void => {
    for (const block of rest.splice(0, STEP)) {
      block.style.contentVisibility = 'visible';
      done.push(block);
    }
    if (rest.length > 0) setTimeout(step, 50);
    else {
      root.classList.remove('first');
      for (const block of done) block.removeAttribute('style');
    }
  };
  setTimeout(step, 50);
}

layOutRest();
