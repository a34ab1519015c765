import type { Item, Place } from './lexicon.ts';
import { itemsOf } from './lexicon.ts';
import { makeLanguage, understand, type Language, type Names, type Query } from './query.ts';
import type { Vocabulary } from './spelling.ts';
import { isHan, keyOf, longestShared, stem, toWords } from './text.ts';
import { readLists, type SpecialWords, type WordLists } from './word-lists.ts';

/** An item with how well it answers, best above 0. */
export interface Hit {
  item: Item;
  score: number;
}

/** What counts for more: the words of a title, of other names, of the page around. */
const WEIGHTS = [3, 2.4, 1.1] as const;
/** A word of a title or name counts as often as this many in running text, when a misspelt word is corrected. */
const NAMED = 6;
/** What a name that is a part of the query is worth, shared among the words of the query. */
const PART = 6;

/** Tier 1: everything the guide names, ranked at once in memory. */
export class Instant {
  readonly items: readonly Item[];
  language: Language<Item>;
  /** Of each item the words of its title, of its other names, and of the page around. */
  readonly #fields = new Map<Item, readonly ReadonlySet<string>[]>();
  readonly #names: Names<Item>;
  readonly #frequency = new Map<string, number>();
  readonly #byAddress = new Map<string, Item>();
  readonly #textStems: Set<string>;
  readonly #special: SpecialWords;

  /** @param inText see NamesFile */
  constructor(places: readonly Place[], lists: WordLists, inText = '') {
    this.#special = readLists(lists);
    this.items = itemsOf(places);
    for (const item of this.items) {
      const { title, names, pinyin = '', page, address } = item;
      const fields = [title, [...names, pinyin].join(' '), page].map(
        (text) => new Set(toWords(text).filter(this.#special.isSubject)),
      );
      for (const word of new Set(fields.flatMap((field) => [...field]))) count(this.#frequency, word, 1);
      this.#fields.set(item, fields);
      this.#byAddress.set(address, item);
    }
    this.#names = this.#collectNames();
    this.language = this.#speak(new Map());
    this.#textStems = new Set([...this.language.stems].filter((_, index) => inText[index] === '1'));
  }

  #speak(vocabulary: Vocabulary): Language<Item> {
    const words = new Map(vocabulary);
    for (const [word, times] of this.#frequency) if (!isHan(word)) count(words, word, NAMED * times);
    return makeLanguage(this.#names, words, this.#special);
  }

  /** Takes in the words of the running text: from now on, misspelt words are corrected by them as well. */
  learn(vocabulary: Vocabulary): void {
    this.language = this.#speak(vocabulary);
    for (const word of vocabulary.keys()) this.#textStems.add(stem(word));
  }

  /**
   * Whether to look for a word in the running text: it has to stand there, and to do more than ask for a comparison.
   * Only words of names are known until the others are learnt.
   */
  isInText(word: string): boolean {
    return !this.#special.comparison.has(word) && this.#textStems.has(stem(word));
  }

  /** Every name an item answers to. Where several carry one, terms and metrics come before sections. */
  #collectNames(): Names<Item> {
    const names = new Map<string, Item[]>();
    const add = (key: string, item: Item): void => {
      const list = names.get(key) ?? [];
      if (key && !list.includes(item)) names.set(key, [...list, item]);
    };
    for (const item of this.items) {
      const { page, title, names: others, pinyin = '' } = item;
      const spoken = [pinyin, toWords(pinyin).join('')];
      for (const name of [page ? '' : title, ...others, ...spoken]) add(keyOf(name), item);
    }
    for (const item of this.items) if (item.page) add(keyOf(item.title), item);
    return names;
  }

  understand(text: string, asTyped = false): Query<Item> {
    return understand(text, this.language, asTyped);
  }

  /** Ranks items for a query, at most `limit`. Items named by the whole query come first, in the order of their names. */
  search(query: Query<Item>, limit = 8): Hit[] {
    const { whole, part, words, han } = query;
    const scores = new Map<Item, number>();
    for (const item of this.items) count(scores, item, this.#score(item, query));
    for (const item of part) count(scores, item, PART / Math.max(1, words.length));
    for (const run of han) this.#scoreHan(run, scores);
    this.#comparison(query).forEach((item, place) => scores.set(item, 900 - place));
    // What the words name comes first, each followed by the section that treats it.
    whole.forEach((item, place) => {
      scores.set(item, 1000 - 2 * place);
      const treated = this.#byAddress.get(item.treated ?? '');
      if (treated && !whole.includes(treated)) scores.set(treated, 999 - 2 * place);
    });
    return [...scores]
      .map(([item, score]) => ({ item, score }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.item.address < b.item.address ? -1 : 1))
      .slice(0, limit);
  }

  /**
   * "Content vs new media" asks for the sections that say how the roles named differ; "from user to product" for the
   * page on moves as well. Two roles and nothing else is a comparison too.
   */
  #comparison({ compares, part, words }: Query<Item>): Item[] {
    const named = [...new Set(part)];
    const sections = named.flatMap(({ address }) => this.#byAddress.get(`${address}#neighbours`) ?? []);
    const roleWords = named.flatMap(({ title, names }) => [title, ...names].flatMap(toWords));
    const moving = this.#special.moves;
    const moves = words.some((word) => moving.has(word));
    const onlyRoles = sections.length > 1 && words.every((word) => roleWords.includes(word) || moving.has(word));
    if (!compares && !onlyRoles) return [];
    const how = this.#byAddress.get('/career/moves/#between-lines');
    if (!how || (compares && !moves)) return sections;
    return moves ? [how, ...sections] : [...sections, how];
  }

  /** A run of Han characters that is no name still leads to the names it shares most with. */
  #scoreHan(run: string, scores: Map<Item, number>): void {
    for (const item of this.items) {
      const shares = item.names.filter(isHan).map((name) => {
        const shared = longestShared(run, name).length;
        return shared < 2 ? 0 : shared ** 2 / (name.length * run.length) + Number(name.startsWith(run));
      });
      count(scores, item, 6 * Math.max(0, ...shares));
    }
  }

  #score(item: Item, { words, open, begun }: Query<Item>): number {
    const fields = this.#fields.get(item) ?? [];
    const asked = words.filter((word) => !this.#special.comparison.has(word));
    let sum = 0;
    let found = 0;
    asked.forEach((word, index) => {
      const growing = (open && index === asked.length - 1) || begun.includes(word);
      const best = Math.max(...fields.map((field, place) => (WEIGHTS[place] ?? 1) * bestMatch(word, field, growing)));
      if (best > 0) found += 1;
      sum += best * Math.log(1 + this.items.length / (1 + (this.#frequency.get(word) ?? 0)));
    });
    const share = found / asked.length;
    // A section that answers one word of three is noise; a short title that answers is what the reader meant.
    if (!found || (share <= 0.34 && asked.length > 1)) return 0;
    return sum * share ** 2 * (1 + 0.6 / (fields[0]?.size || 1));
  }
}

/** Adds to what a key counts. */
function count<Key>(counts: Map<Key, number>, key: Key, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

/** 1 for the word itself, less for an inflection, less again for a beginning. */
function bestMatch(word: string, field: ReadonlySet<string>, growing: boolean): number {
  if (field.has(word)) return 1;
  const base = stem(word);
  let best = 0;
  for (const candidate of field) {
    if (stem(candidate) === base) return 0.9;
    if (growing && word.length >= 2 && candidate.startsWith(word))
      best = Math.max(best, 0.5 + (0.3 * word.length) / candidate.length);
  }
  return best;
}
