import type * as Search from '../search/search';

const PAGE = '[data-search-page]';
const find = <Found extends HTMLElement>(selector: string): Found | null => document.querySelector<Found>(selector);

/** The address of a search: the page with what is in the fields, empty ones left out. */
function addressOf(fields: readonly (HTMLInputElement | HTMLSelectElement)[]): string {
  const filled = fields.map(({ name, value }) => [name, value.trim()]).filter(([, value]) => value);
  return location.pathname + (filled.length > 0 ? `?${new URLSearchParams(filled).toString()}` : '');
}

/** `/search/?q=…&role=…&kind=…`: the address is the search. Submitting makes a step back possible; typing does not. */
export function startSearchPage({ openPanel }: typeof Search): void {
  const page = find(PAGE);
  const input = find<HTMLInputElement>('[data-search-form] input[type=search]');
  const [results, notice, status] = ['results', 'notice', 'status'].map((part) =>
    find(`${PAGE} [data-search-${part}]`),
  );
  const list = find('[data-a-to-z]');
  if (!page || !input?.form || !results || !notice || !status) return;

  const selects = [...page.querySelectorAll('select')];
  const address = (): string => addressOf([input, ...selects]);
  const chosen = (): [string, string][] => selects.flatMap(({ name, value }) => (value ? [[name, value]] : []));
  const panel = openPanel({
    base: (document.documentElement.dataset['base'] ?? '/').slice(0, -1),
    input,
    results,
    notice,
    status,
    filters: () => Object.fromEntries(chosen()),
    searched: (text) => {
      if (list) list.hidden = text.trim() !== '';
      history.replaceState(null, '', address());
    },
  });
  /** Takes over what the address asks for; words the reader has typed before this script came are kept. */
  const read = (typed = ''): void => {
    const parameters = new URLSearchParams(location.search);
    input.value = typed || (parameters.get('q') ?? '').slice(0, 500);
    for (const select of selects) {
      const wanted = parameters.get(select.name) ?? '';
      select.value = [...select.options].some(({ value }) => value === wanted) ? wanted : '';
    }
    void panel.search();
  };
  const push = (event: Event): void => {
    event.preventDefault();
    if (address() !== location.pathname + location.search) history.pushState(null, '', address());
    void panel.search();
  };
  page.hidden = false;
  input.form.addEventListener('submit', push);
  for (const select of selects) select.addEventListener('change', push);
  addEventListener('popstate', () => {
    read();
  });
  read(input.value);
}
