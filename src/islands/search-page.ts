import { SearchPanel } from '../search/panel';

/** `/search/?q=…&role=…&kind=…`: the address is the search. Submitting makes a step back possible; typing does not. */
const form = document.querySelector<HTMLFormElement>('[data-search-form]');
const page = document.querySelector<HTMLElement>('[data-search-page]');
const input = form?.querySelector<HTMLInputElement>('input[type=search]');
const results = page?.querySelector<HTMLElement>('[data-search-results]');
const notice = page?.querySelector<HTMLElement>('[data-search-notice]');
const status = page?.querySelector<HTMLElement>('[data-search-status]');
const list = document.querySelector<HTMLElement>('[data-a-to-z]');
const selects = [...(page?.querySelectorAll('select') ?? [])];

if (form && page && input && results && notice && status) {
  const value = (name: string): string => selects.find((select) => select.name === name)?.value ?? '';
  const address = (): string => {
    const parameters = new URLSearchParams();
    for (const [name, text] of [
      ['q', input.value.trim()],
      ['role', value('role')],
      ['kind', value('kind')],
    ] as const) {
      if (text) parameters.set(name, text);
    }
    const query = parameters.toString();
    return location.pathname + (query ? `?${query}` : '');
  };
  const panel = new SearchPanel(document.documentElement.dataset['base'] ?? '/', {
    input,
    results,
    notice,
    status,
    filters: () => ({ kind: value('kind'), role: value('role') }),
    searched: (text) => {
      if (list) list.hidden = text.trim() !== '';
      history.replaceState(null, '', address());
    },
  });
  const read = (): void => {
    const parameters = new URLSearchParams(location.search);
    input.value = (parameters.get('q') ?? '').slice(0, 500);
    for (const select of selects) {
      const wanted = parameters.get(select.name) ?? '';
      select.value = [...select.options].some((option) => option.value === wanted) ? wanted : '';
    }
    void panel.search();
  };
  page.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (address() !== location.pathname + location.search) history.pushState(null, '', address());
    void panel.search();
  });
  for (const select of selects) {
    select.addEventListener('change', () => {
      history.pushState(null, '', address());
      void panel.search();
    });
  }
  addEventListener('popstate', read);
  read();
}
