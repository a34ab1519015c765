import { SearchPanel } from './panel.ts';
import { make } from './view.ts';
import sheet from '../styles/search.css?url';

let dialog: HTMLDialogElement | undefined;
let panel: SearchPanel | undefined;
let field: HTMLInputElement | undefined;

function build(base: string): void {
  document.head.append(make('link', { rel: 'stylesheet', href: sheet }));
  const input = (field = make('input', {
    type: 'search',
    id: 'dialog-words',
    'aria-describedby': 'dialog-hint',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    enterkeyhint: 'search',
    maxlength: '500',
  }) as HTMLInputElement);
  const results = make('div', { 'data-search-results': '' });
  const notice = make('p', { class: 'notice' });
  const status = make('p', { class: 'sr-only', role: 'status' });
  const close = make('button', { type: 'button', class: 'button' }, 'Close');
  const label = make(
    'label',
    { for: 'dialog-words', class: 'label', id: 'dialog-label' },
    'Search the guide, in English or Chinese',
  );
  const hint = make('p', { class: 'sr-only', id: 'dialog-hint' }, 'Results appear below as you type.');
  const form = make('form', { action: `${base}search/` }, make('div', {}, label, input), close);
  const made = (dialog = make(
    'dialog',
    { class: 'search', 'aria-labelledby': 'dialog-label' },
    form,
    hint,
    status,
    notice,
    results,
  ) as HTMLDialogElement);
  document.body.append(made);
  panel = new SearchPanel(base, { input, results, notice, status, filters: () => ({ kind: '', role: '' }) });
  close.addEventListener('click', () => {
    made.close();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.assign(`${base}search/?q=${encodeURIComponent(input.value)}`);
  });
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
    // A link to a section of this very page does not leave it, so the dialog has to.
    if (event.target instanceof Element && event.target.closest('[data-search-results] a')) made.close();
  });
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    // Chromium would empty the field instead of closing.
    event.preventDefault();
    made.close();
  });
}

/** Opens the search dialog with `typed` in its field; the focus goes back to `opener` when it closes. */
export function openSearch(base: string, opener: HTMLElement | null, typed = ''): void {
  if (!dialog) build(base);
  if (!dialog || dialog.open) return;
  panel?.prepare();
  dialog.addEventListener('close', () => opener?.focus(), { once: true });
  dialog.showModal();
  if (field && typed) field.value = typed;
  field?.focus();
  if (!typed) field?.select();
  void panel?.search();
}
