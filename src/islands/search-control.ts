import { announce } from './announce';
import { later } from './later';

/** Turns the links to /search/ into a dialog. Nothing of the search is loaded before the reader comes near. */
const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-search-open]')];
const base = document.documentElement.dataset['base'] ?? '/';

/** Longest wait for the dialog, and then for the search page, in milliseconds. */
const LIMIT = 4000;

const load = () => import('../search/search');

/** The names begin to load together with the script that will ask for them. */
const names = Object.assign(document.createElement('link'), {
  rel: 'preload',
  as: 'fetch',
  crossOrigin: 'anonymous',
  href: `${base}search-terms.json`,
});

/** The reader comes near. What cannot be had now is asked for again when it is needed; calling again costs nothing. */
function approach(): void {
  if (!names.isConnected) document.head.append(names);
  load().then(
    ({ prepareSearch }) => prepareSearch(base),
    () => undefined,
  );
}
const waitInVain = () => new Promise<never>((_, reject) => setTimeout(reject, LIMIT));

/**
 * Where the dialog cannot be had, goes to the search page, with all that was typed by then. Where that cannot be had either,
 * the reader stays, and is told.
 */
async function goToSearch(read: () => string): Promise<void> {
  const address = (): string => `${base}search/${read() && `?q=${encodeURIComponent(read())}`}`;
  try {
    await fetch(address(), { signal: AbortSignal.timeout(LIMIT) });
    location.assign(address());
  } catch {
    announce('The search needs a connection: try again when there is one.');
  }
}

/** Opens the dialog. What the reader types while it is still on its way is kept and put into its field. */
async function open(opener: HTMLElement | null): Promise<void> {
  let typed = '';
  approach();
  const keep = (event: KeyboardEvent): void => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    typed += event.key;
  };
  addEventListener('keydown', keep, true);
  try {
    const { openSearch } = await Promise.race([load(), waitInVain()]);
    removeEventListener('keydown', keep, true);
    openSearch(base, opener, typed);
  } catch {
    await goToSearch(() => typed);
    removeEventListener('keydown', keep, true);
  }
}

/** The links open the dialog, and say which keys do. */
function prepareLinks(): void {
  for (const link of links) {
    for (const event of ['pointerenter', 'pointerdown', 'focus']) link.addEventListener(event, approach);
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void open(link);
    });
  }
  for (const key of document.querySelectorAll<HTMLElement>('[data-key]')) {
    key.textContent = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';
    key.hidden = false;
  }
}

/** On the search page the search stands open. Where it cannot be had, the page is the list from A to Z. */
if (document.querySelector('[data-search-page]')) {
  Promise.all([import('./search-page'), load()]).then(
    ([{ startSearchPage }, search]) => {
      startSearchPage(search);
    },
    () => undefined,
  );
}

addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const active = document.activeElement;
  void open(active instanceof HTMLElement && active !== document.body ? active : (links[0] ?? null));
});

later(prepareLinks);
