import { later } from './later';

/** Glossary terms in running text show their definition. Nothing of it is loaded before a reader comes near a term. */
function offerNotes(): void {
  for (const term of document.querySelectorAll<HTMLAnchorElement>('a.term[href*="/glossary/#"]')) {
    let byFinger = false;
    let waiting = false;
    const show = (event: Event) => import('./definition').then(({ answer }) => answer(term, event));
    const offer = (event: Event): void => {
      if (event instanceof PointerEvent) byFinger = event.pointerType !== 'mouse';
      // Where the definition cannot be had, the term is what it was: a link.
      show(event).catch(() => undefined);
    };
    term.addEventListener('pointerenter', offer);
    term.addEventListener('focus', offer);
    term.addEventListener('click', (event) => {
      // A finger cannot hover: its first tap asks for the definition, and the next one follows the link.
      if (!byFinger || waiting || term.hasAttribute('aria-describedby')) return;
      event.preventDefault();
      waiting = true;
      show(event)
        .catch(() => location.assign(term.href))
        .finally(() => (waiting = false));
    });
    // A reader may have come to a term before this script: the events for that are over.
    if (term.matches(':hover, :focus')) offer(new Event('here'));
  }
}

later(offerNotes);
