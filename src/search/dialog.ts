import { openPanel, type Panel } from './panel.ts';
import { make, makeButton } from './view.ts';
import sheet from '../styles/search.css?url';

interface Search {
  dialog: HTMLDialogElement;
  field: HTMLInputElement;
  panel: Panel;
}
let search: Search | undefined;

function build(base: string): Search {
  document.head.append(make('link', { rel: 'stylesheet', href: sheet }));
  const field = make('input', {
    type: 'search',
    name: 'q',
    id: 'dialog-words',
    'aria-describedby': 'dialog-hint',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    enterkeyhint: 'search',
    maxlength: '500',
  }) as HTMLInputElement;
  const label = make(
    'label',
    { for: 'dialog-words', class: 'label', id: 'dialog-label' },
    'Search the guide, in English or Chinese',
  );
  const results = make('div', { 'data-search-results': '' });
  const notice = make('p', { class: 'notice' });
  const status = make('p', { class: 'sr-only', role: 'status' });
  const close = (): void => {
    dialog.close();
  };
  const dialog = make(
    'dialog',
    { class: 'search', 'aria-labelledby': 'dialog-label' },
    // Enter goes to the search page: the form is an ordinary one.
    make('form', { action: `${base}search/` }, make('div', {}, label, field), makeButton('Close', 'button', close)),
    make('p', { class: 'sr-only', id: 'dialog-hint' }, 'Results appear below as you type.'),
    status,
    notice,
    results,
  ) as HTMLDialogElement;
  document.body.append(dialog);
  dialog.addEventListener('click', ({ target }) => {
    // A link to a section of this very page does not leave it, so the dialog has to.
    if (target === dialog || (target instanceof Element && target.closest('[data-search-results] a'))) close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    // Chromium would empty the field instead of closing.
    event.preventDefault();
    close();
  });
  const parts = { base: base.slice(0, -1), input: field, results, notice, status, filters: () => ({}) };
  return { dialog, field, panel: openPanel(parts) };
}

/** Makes the search ready, without showing it. Calling again costs nothing. */
export function prepareSearch(base: string): Search {
  search ??= build(base);
  search.panel.prepare();
  return search;
}

/** Opens the search dialog with `typed` in its field; the focus goes back to `opener` when it closes. */
export function openSearch(base: string, opener: HTMLElement | null, typed = ''): void {
  const { dialog, field, panel } = prepareSearch(base);
  if (dialog.open) return;
  dialog.addEventListener('close', () => opener?.focus(), { once: true });
  dialog.showModal();
  if (typed) field.value = typed;
  field.focus();
  if (!typed) field.select();
  void panel.search();
}
