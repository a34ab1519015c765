import type { WordLists } from './word-lists.ts';

/**
 * A page or an entry, with its sections: [address, title, kind as readers see it, ids of roles, other names, sections].
 * What a card can show has its Chinese name first among the others, and its pinyin and the section that treats it
 * besides. Rows keep the file small: it travels whole.
 */
export type Place = [string, string, string, string, string[], Section[], pinyin?: string, treated?: string];

/** [id of the heading, heading, other names] */
export type Section = [string, string, string[]];

/** The file of tier 1, as the site serves it: src/pages/search-terms.json.ts. */
export interface NamesFile {
  /** Names this state of the content. */
  build: string;
  /** What the guide names, in the order in which it answers to a shared name: what a card can show stands first. */
  places: Place[];
  lists: WordLists;
  /** One mark for each stem that makeLanguage() finds in the names, in its order: 1 where the running text has it. */
  inText: string;
}

/** How many lines of cards stand in one file, in the order of the places. */
export const CARDS_IN_FILE = 16;

/** How often each word occurs, grouped: frequency → words. */
export type Words = Record<string, string>;

/** Something a search can lead to. */
export interface Item {
  address: string;
  title: string;
  /** The page it stands on, '' for a page itself. */
  page: string;
  kind: string;
  /** Ids with spaces between. */
  roles: string;
  names: readonly string[];
  /** Set where a card can show the item; its Chinese name is then the first of the others. */
  pinyin?: string | undefined;
  /** Address of the section that treats it. */
  treated?: string | undefined;
}

/** Lists everything that places hold as items: the places, then their sections. */
export function itemsOf(places: readonly Place[]): Item[] {
  const whole = places.map(([address, title, kind, roles, names, , pinyin, treated]) => ({
    address,
    title,
    page: '',
    kind,
    roles,
    names,
    pinyin,
    treated,
  }));
  const parts = places.flatMap(([address, page, kind, roles, , sections]) =>
    sections.map(([id, title, names]) => ({
      address: `${address}#${id}`,
      title,
      page,
      kind,
      roles,
      names,
    })),
  );
  return [...whole, ...parts];
}
