/**
 * The files of tier 1, as the site serves them. Short keys and rows keep them small: they travel whole.
 * Made by src/pages/search-terms.json.ts and search-words.json.ts, read by open() below.
 */
export interface Lexicon {
  /** [address, title, kind, role id or ''] */
  pages: [string, string, string, string][];
  /** [index of the page, id of the heading ('' for the page itself), heading, other names] */
  sections: [number, string, string, string[]][];
  /** Terms, metrics, skills and roles: what a card can show. */
  things: Thing[];
}

/** [kind, name, Chinese, pinyin, own address, where it is treated or '', roles, other names] */
export type Thing = [Kind, string, string, string, string, string, string, string[]];

/** The line a card shows, for each thing in order. A file of its own: it is needed only when a card is. */
export type Cards = string[];

export type Kind = 'term' | 'metric' | 'skill' | 'role';

/** How often each word occurs, grouped: frequency → words. */
export type Words = Record<string, string>;

/** Something a search can lead to. */
export interface Item {
  address: string;
  title: string;
  /** The page it stands on, '' for a page itself. */
  page: string;
  kind: string;
  roles: readonly string[];
  names: readonly string[];
  /** Set for terms, metrics, skills and roles. */
  thing?: Thing;
}

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  term: 'Term',
  metric: 'Metric',
  skill: 'Skill',
  role: 'Role guide',
};

/** Lists everything a lexicon holds as items, things first. */
export function itemsOf({ pages, sections, things }: Lexicon): Item[] {
  const own = things.map((thing): Item => {
    const [kind, title, zh, , address, , roles, names] = thing;
    return {
      address,
      title,
      page: '',
      kind: KIND_NAMES[kind],
      roles: roles.split(' ').filter(Boolean),
      names: [zh, ...names],
      thing,
    };
  });
  const taken = new Set(own.map(({ address }) => address));
  const namesOf = new Map(sections.filter(([, id]) => id === '').map(([index, , , names]) => [index, names]));
  const whole = pages.flatMap(([address, title, kind, role], index): Item[] =>
    taken.has(address)
      ? []
      : [{ address, title, page: '', kind, roles: role ? [role] : [], names: namesOf.get(index) ?? [] }],
  );
  const parts = sections.flatMap(([index, id, title, names]): Item[] => {
    if (id === '') return [];
    const page = pages[index];
    if (!page) return [];
    const [address, pageTitle, kind, role] = page;
    return [{ address: `${address}#${id}`, title, page: pageTitle, kind, roles: role ? [role] : [], names }];
  });
  return [...own, ...whole, ...parts];
}
