import readingMark from '../styles/reading-mark.css?url';
import { addSheet } from './add-sheet';
import { announce } from './announce';
import { later } from './later';

/** Small improvements to a page that is already complete. Each part minds its own business and needs no other. */

/** A section link stays an ordinary link; where the clipboard allows, its address is copied as well. */
function copySectionLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.anchor') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // `clipboard` is missing on pages served without TLS.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    clipboard?.writeText(link.href).then(
      () => announce('Link copied'),
      () => undefined,
    );
  });
}

/** On a wide screen the lists beside the text stand open; below, they are the reader's to open. */
function openWideLists(): void {
  const wide = matchMedia('(width >= 56rem)');
  const set = (): void => {
    for (const list of document.querySelectorAll<HTMLDetailsElement>('details.side')) list.open = wide.matches;
  };
  wide.addEventListener('change', set);
  set();
}

/** Opens the disclosures around the section an address names, so that a link never lands on something closed. */
function revealTarget(): void {
  const reveal = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let closed = target?.closest<HTMLDetailsElement>('details:not([open])');
    if (!target || !closed) return;
    for (; closed; closed = target.closest<HTMLDetailsElement>('details:not([open])')) closed.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();
}

/** On paper everything stands open, also in browsers whose styles cannot open it; after printing it is as it was. */
function openForPrint(): void {
  const opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    for (const closed of document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')) {
      closed.open = true;
      opened.push(closed);
    }
  });
  addEventListener('afterprint', () => {
    for (const details of opened.splice(0)) details.open = false;
  });
}

/** Marks the section being read in the contents. */
function markSection(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.toc a')].map((link) => [link.hash.slice(1), link]),
  );
  if (links.size === 0 || !('IntersectionObserver' in window)) return;
  const targets = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  let marked: HTMLAnchorElement | undefined;
  const mark = (): void => {
    let link: HTMLAnchorElement | undefined;
    // No further than it takes: asking where a heading stands lays out what the first frame left out around it.
    for (const target of targets) {
      if (target.getBoundingClientRect().top >= innerHeight * 0.3) break;
      link = links.get(target.id);
    }
    if (link === marked) return;
    marked?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    marked = link;
  };
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -70% 0px' });
  for (const target of targets) observer.observe(target);
}

/** Draws how far the guide is read, from the moment there is something to draw. */
function markProgress(): void {
  addEventListener('scroll', () => addSheet(readingMark), { once: true });
}

/** The reader's choice of colours, kept where storage allows and applied in any case. */
function chooseTheme(): void {
  const foot = document.querySelector('.foot > .wrap');
  const choice = document.createElement('label');
  const select = document.createElement('select');
  choice.className = 'tap';
  choice.dataset['themeChoice'] = '';
  choice.append('Colours ', select);
  select.className = 'button';
  select.add(new Option('As the system', 'system'));
  select.add(new Option('Light', 'light'));
  select.add(new Option('Dark', 'dark'));
  const root = document.documentElement;
  select.value = root.dataset['theme'] ?? 'system';
  foot?.insertBefore(choice, foot.querySelector('[data-offline]'));
  select.addEventListener('change', () => {
    const theme = select.value;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
  });
}

openWideLists();
later(revealTarget);
later(() => {
  copySectionLinks();
  openForPrint();
  markProgress();
});
later(markSection);
later(chooseTheme);

/** Marks the words of the search that led here. */
async function markArrival(): Promise<void> {
  let stored: string | null = null;
  try {
    stored = sessionStorage.getItem('found');
    sessionStorage.removeItem('found');
  } catch {
    return;
  }
  if (!stored) return;
  const { path, words } = JSON.parse(stored) as { path: string; words: string[] };
  if (path !== location.pathname) return;
  const [{ markFound }, search] = await Promise.all([import('./arrival'), import('../search/search')]);
  markFound(words, search);
}

void markArrival().catch(() => undefined);
