import { FullTextUnavailable, searchText, type TextPage } from './full-text.ts';
import { Instant, type Hit } from './instant.ts';
import type { Cards, Item, Lexicon, Words } from './lexicon.ts';
import type { Query } from './query.ts';
import { isHan, stem } from './text.ts';

export interface Filters {
  kind: string;
  role: string;
}

/** What a search says. It is said twice: at once from tier 1, and again when the full text has answered. */
export interface Answer {
  text: string;
  query: Query;
  /** The term, metric, skill or role the query names. */
  card: Item | undefined;
  /** What the card says; empty until it has arrived. */
  cardLine: string;
  hits: Hit[];
  /** undefined while the full text is on its way. */
  pages: TextPage[] | undefined;
  /** One sentence, when a part of the search is missing. */
  missing: string | undefined;
}

interface Loaded {
  instant: Instant;
  build: string;
  /** Stems of the words of the running text, which is what Pagefind knows; empty where the list did not arrive. */
  inText: ReadonlySet<string>;
}

const HITS = 8;
const NO_TEXT = 'The full text cannot be searched right now';

const readVocabulary = (words: Words): Map<string, number> =>
  new Map(
    Object.entries(words).flatMap(([count, list]) => list.split(' ').map((word) => [word, Number(count)] as const)),
  );

/** Both tiers behind one call. */
export class SearchEngine {
  private loading: Promise<Loaded> | undefined;
  private cards: Promise<Cards> | undefined;
  private readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  /** Fetches tier 1. Called when the reader approaches the search; calling again costs nothing. */
  load(): Promise<Loaded> {
    this.loading ??= this.fetchTiers().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async fetchTiers(): Promise<Loaded> {
    const get = async (file: string, limit: number): Promise<unknown> => {
      const response = await fetch(`${this.base}${file}`, { signal: AbortSignal.timeout(limit) });
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      return response.json();
    };
    const [lexicon, vocabulary] = await Promise.all([
      get('search-terms.json', 8000) as Promise<Lexicon & { build: string }>,
      (get('search-words.json', 3000) as Promise<Words>).then(readVocabulary).catch(() => new Map<string, number>()),
    ]);
    return {
      instant: new Instant(lexicon, vocabulary),
      build: lexicon.build,
      inText: new Set([...vocabulary.keys()].map(stem)),
    };
  }

  /** The line of the thing at a place; empty where the file cannot be had. Things are the first items of a lexicon. */
  private async readCard(place: number): Promise<string> {
    this.cards ??= fetch(`${this.base}search-cards.json`, { signal: AbortSignal.timeout(3000) }).then(
      (response) => response.json() as Promise<Cards>,
    );
    try {
      return (await this.cards)[place] ?? '';
    } catch {
      this.cards = undefined;
      return '';
    }
  }

  /** Searches. `say` is called with what tier 1 knows, then with the full text or with what is missing. */
  async search(text: string, { kind, role }: Filters, asTyped: boolean, say: (answer: Answer) => void): Promise<void> {
    const { instant, build, inText } = await this.load();
    // Without the list of words nobody knows what is misspelt, or missing from the text: all is searched as typed.
    const knows = inText.size > 0;
    const understood = instant.understand(text, asTyped || !knows);
    const query = knows
      ? understood
      : { ...understood, words: [...understood.words, ...understood.unknown], unknown: [] };
    const fits = ({ item }: Hit): boolean => (!kind || item.kind === kind) && (!role || item.roles.includes(role));
    const hits = instant.search(understood, 60).filter(fits).slice(0, HITS);
    const place = kind || role ? -1 : (query.whole.find((index) => instant.items[index]?.thing) ?? -1);
    const cardLine = place < 0 ? '' : await this.readCard(place);
    const answer: Answer = {
      text,
      query,
      card: instant.items[place],
      cardLine,
      hits,
      pages: undefined,
      missing: knows ? undefined : 'Misspelt words cannot be corrected right now.',
    };
    // Pagefind answers a word it does not have with whatever begins alike, so it is asked for nothing else.
    const words = query.words.filter(
      (word) => !knows || isHan(word) || inText.has(stem(word)) || (query.open && word === query.words.at(-1)),
    );
    if (words.length === 0) return say({ ...answer, pages: [], missing: undefined });
    say(answer);
    const filters = { ...(kind ? { kind } : {}), ...(role ? { role } : {}) };
    try {
      const pages = await searchText(words, { base: this.base, build, filters });
      say({ ...answer, pages: withoutSeen(pages, hits, this.base) });
    } catch (error) {
      if (!(error instanceof FullTextUnavailable)) throw error;
      say({
        ...answer,
        pages: [],
        missing: hits.length > 0 ? `${NO_TEXT}; these are matching titles and terms.` : `${NO_TEXT}.`,
      });
    }
  }
}

/** Leaves out of the full-text pages what tier 1 already shows. Full-text addresses carry the base path. */
function withoutSeen(pages: readonly TextPage[], hits: readonly Hit[], base: string): TextPage[] {
  const seen = new Set(hits.map(({ item }) => base.replace(/\/$/, '') + item.address));
  return pages
    .map((page) => ({ ...page, sections: page.sections.filter(({ address }) => !seen.has(address)) }))
    .filter(({ sections }) => sections.length > 0);
}
