import { searchText, type TextFilters, type TextPage } from './full-text.ts';
import { Instant, type Hit } from './instant.ts';
import { CARDS_IN_FILE, type Item, type NamesFile, type Words } from './lexicon.ts';
import type { Query } from './query.ts';
import { isHan } from './text.ts';

/** What a search says. It is said twice: at once from tier 1, and again when the full text has answered. */
export interface Answer {
  text: string;
  query: Query<Item>;
  /** The term, metric, skill or role the query names. */
  card: Item | undefined;
  /** What the card says; empty where it cannot be had. */
  cardLine: string;
  hits: Hit[];
  /** undefined while the full text is on its way. */
  pages: TextPage[] | undefined;
  /** One sentence, when a part of the search is missing. */
  missing: string | undefined;
}

/** What is asked, and where: `base` is the base path without its last slash. */
export interface Question {
  base: string;
  text: string;
  filters: TextFilters;
  /** Search the words as they are, without correction. */
  asTyped: boolean;
}

const HITS = 8;
const files = new Map<string, Promise<unknown>>();

/** Reads a file once; one that could not be had is asked for again. `limit` in milliseconds. */
function read<Content, Use>(address: string, limit: number, use: (content: Content) => Use): Promise<Use> {
  const known = files.get(address) as Promise<Use> | undefined;
  if (known) return known;
  const reading = fetch(address, { signal: AbortSignal.timeout(limit) }).then(async (response) => {
    if (!response.ok) throw new Error(address);
    return use((await response.json()) as Content);
  });
  files.set(address, reading);
  reading.catch(() => files.delete(address));
  return reading;
}

/** Fetches tier 1. Called when the reader approaches the search; calling again costs nothing. */
export const loadNames = (base: string): Promise<{ instant: Instant; build: string }> =>
  read(`${base}/search-terms.json`, 8000, ({ build, inText, lists, places }: NamesFile) => ({
    instant: new Instant(places, lists, inText),
    build,
  }));

/** Fetches the words of the running text, which only a word that is no name asks for. Gives whether they are here. */
function learnWords(base: string, instant: Instant): Promise<boolean> {
  const learn = (words: Words): void => {
    const counts = Object.entries(words).flatMap(([count, list]) =>
      list.split(' ').map((word) => [word, Number(count)] as const),
    );
    instant.learn(new Map(counts));
  };
  return read(`${base}/search-words.json`, 3000, learn).then(
    () => true,
    () => false,
  );
}

/** The line of a card; empty where the file cannot be had. */
const readCard = (base: string, place: number): Promise<string> =>
  read(`${base}/search-cards/${Math.floor(place / CARDS_IN_FILE)}.json`, 3000, (lines: string[]) => lines).then(
    (lines) => lines[place % CARDS_IN_FILE] ?? '',
    () => '',
  );

/** Leaves out of the full-text pages what tier 1 already shows. Full-text addresses carry the base path. */
function withoutSeen(pages: readonly TextPage[], hits: readonly Hit[], base: string): TextPage[] {
  const seen = hits.map(({ item }) => base + item.address);
  return pages
    .map(({ title, sections }) => ({ title, sections: sections.filter(({ url }) => !seen.includes(url)) }))
    .filter(({ sections }) => sections.length > 0);
}

/** Searches both tiers. `say` is called with what tier 1 knows, then with the full text or with what is missing. */
export async function search(question: Question, say: (answer: Answer) => void): Promise<void> {
  const { base, text, filters, asTyped } = question;
  const { instant, build } = await loadNames(base);
  let query = instant.understand(text, asTyped);
  // Without the list of words nobody knows what is misspelt, or missing from the text: all is searched as typed.
  const knows = !query.strange || (await learnWords(base, instant));
  if (query.strange) query = instant.understand(text, asTyped || !knows);
  const { kind, role } = filters;
  const hits = instant
    .search(query, 60)
    .filter(({ item }) => (!kind || item.kind === kind) && (!role || item.roles.split(' ').includes(role)))
    .slice(0, HITS);
  if (!knows) query = { ...query, words: [...query.words, ...query.unknown], unknown: [] };
  const card = kind || role ? undefined : query.whole.find(({ pinyin }) => pinyin);
  const cardLine = card ? await readCard(base, instant.items.indexOf(card)) : '';
  const tell = (pages?: TextPage[], missing?: string): void => {
    say({ text, query, card, cardLine, hits, pages, missing });
  };
  const unlearnt = knows ? undefined : 'Misspelt words cannot be corrected right now.';
  // Pagefind answers a word it does not have with whatever begins alike, so it is asked for nothing else.
  const words = query.words.filter(
    (word) => !knows || isHan(word) || instant.isInText(word) || (query.open && word === query.words.at(-1)),
  );
  if (words.length === 0) return tell([]);
  tell();
  const pages = await searchText(words, filters, base, build);
  if (pages) return tell(withoutSeen(pages, hits, base), unlearnt);
  const found = hits.length ? '; these are matching titles and terms.' : '.';
  tell([], `The full text cannot be searched right now${found}`);
}
