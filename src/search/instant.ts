import type { Item, Lexicon } from './lexicon.ts';
import { itemsOf } from './lexicon.ts';
import { makeLanguage, understand, type Language, type Query } from './query.ts';
import type { Vocabulary } from './spelling.ts';
import { COMPARISON_WORDS, fold, isHan, keyOf, longestShared, MOVE_WORDS, STOP_WORDS, stem, toWords } from './text.ts';

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

interface Prepared {
  item: Item;
  fields: ReadonlySet<string>[];
  length: number;
}

/** Tier 1: everything the guide names, ranked at once in memory. */
export class Instant {
  readonly items: readonly Item[];
  readonly language: Language;
  private readonly prepared: readonly Prepared[];
  private readonly frequency = new Map<string, number>();
  private readonly byAddress: ReadonlyMap<string, number>;

  constructor(lexicon: Lexicon, vocabulary: Vocabulary = new Map()) {
    this.items = itemsOf(lexicon);
    this.byAddress = new Map(this.items.map(({ address }, index) => [address, index]));
    this.prepared = this.items.map((item) => {
      const fields = [item.title, [...item.names, item.thing?.[3] ?? ''].join(' '), item.page].map(
        (text) => new Set(toWords(text).filter((word) => !STOP_WORDS.has(word))),
      );
      for (const word of new Set(fields.flatMap((field) => [...field])))
        this.frequency.set(word, (this.frequency.get(word) ?? 0) + 1);
      return { item, fields, length: fields[0]?.size ?? 1 };
    });
    const words = new Map(vocabulary);
    for (const [word, count] of this.frequency)
      if (!isHan(word)) words.set(word, (words.get(word) ?? 0) + NAMED * count);
    this.language = makeLanguage(this.collectNames(), words);
  }

  /** Every name an item answers to. Where several carry one, terms and metrics come before sections. */
  private collectNames(): Map<string, number[]> {
    const names = new Map<string, number[]>();
    const add = (key: string, index: number): void => {
      if (key === '') return;
      const list = names.get(key);
      if (!list) names.set(key, [index]);
      else if (!list.includes(index)) list.push(index);
    };
    this.items.forEach((item, index) => {
      if (item.page === '') add(keyOf(item.title), index);
      for (const name of item.names) add(keyOf(name), index);
      const pinyin = item.thing?.[3];
      if (pinyin) {
        add(keyOf(pinyin), index);
        add(fold(pinyin).replace(/[^a-z0-9]/g, ''), index);
      }
    });
    this.items.forEach((item, index) => {
      if (item.page !== '') add(keyOf(item.title), index);
    });
    return names;
  }

  understand(text: string, asTyped = false): Query {
    return understand(text, this.language, asTyped);
  }

  /** Ranks items for a query, at most `limit`. Items named by the whole query come first, in the order of their names. */
  search(query: Query, limit = 8): Hit[] {
    const scores = new Map<number, number>();
    this.prepared.forEach((prepared, index) => {
      const score = this.score(prepared, query);
      if (score > 0) scores.set(index, score);
    });
    query.part.forEach((index) => scores.set(index, (scores.get(index) ?? 0) + PART / Math.max(1, query.words.length)));
    for (const run of query.han) this.scoreHan(run, scores);
    this.comparison(query).forEach((index, place) => scores.set(index, 900 - place));
    // What the words name comes first, each followed by the section that treats it.
    query.whole.forEach((index, place) => {
      scores.set(index, 1000 - 2 * place);
      const treated = this.byAddress.get(this.items[index]?.thing?.[5] ?? '');
      if (treated !== undefined && !query.whole.includes(treated)) scores.set(treated, 999 - 2 * place);
    });
    return [...scores]
      .map(([index, score]) => ({ item: this.items[index], score }))
      .filter((hit): hit is Hit => hit.item !== undefined)
      .sort((a, b) => b.score - a.score || (a.item.address < b.item.address ? -1 : 1))
      .slice(0, limit);
  }

  /**
   * "Content vs new media" asks for the sections that say how the roles named differ; "from user to product" for the
   * page on moves as well. Two roles and nothing else is a comparison too.
   */
  private comparison({ compares, part, words }: Query): number[] {
    const sections = [...new Set(part)].flatMap(
      (index) => this.byAddress.get(`${this.items[index]?.address ?? ''}#neighbours`) ?? [],
    );
    const roleWords = new Set(
      part.flatMap((index) => [this.items[index]?.title ?? '', ...(this.items[index]?.names ?? [])]).flatMap(toWords),
    );
    const moves = words.some((word) => MOVE_WORDS.has(word));
    const onlyRoles = sections.length > 1 && words.every((word) => roleWords.has(word) || MOVE_WORDS.has(word));
    if (!compares && !onlyRoles) return [];
    const moving = moves || !compares ? this.byAddress.get('/career/moves/#between-lines') : undefined;
    return moving === undefined ? sections : moves ? [moving, ...sections] : [...sections, moving];
  }

  /** A run of Han characters that is no name still leads to the names it shares most with. */
  private scoreHan(run: string, scores: Map<number, number>): void {
    this.items.forEach(({ names }, index) => {
      const best = Math.max(
        0,
        ...names.filter(isHan).map((name) => {
          const shared = longestShared(run, name).length;
          return shared < 2 ? 0 : (shared * shared) / (name.length * run.length) + (name.startsWith(run) ? 1 : 0);
        }),
      );
      if (best > 0) scores.set(index, (scores.get(index) ?? 0) + 6 * best);
    });
  }

  private score({ fields, length }: Prepared, { words, open, begun }: Query): number {
    const asked = words.filter((word) => !COMPARISON_WORDS.has(word));
    if (asked.length === 0) return 0;
    let sum = 0;
    let found = 0;
    asked.forEach((word, index) => {
      const growing = (open && index === asked.length - 1) || begun.includes(word);
      const best = Math.max(...fields.map((field, place) => (WEIGHTS[place] ?? 1) * bestMatch(word, field, growing)));
      if (best <= 0) return;
      found += 1;
      sum += best * Math.log(1 + this.items.length / (1 + (this.frequency.get(word) ?? 0)));
    });
    const share = found / asked.length;
    // A section that answers one word of three is noise; a short title that answers is what the reader meant.
    return share <= 0.34 && asked.length > 1 ? 0 : sum * share ** 2 * (1 + 0.6 / Math.max(1, length));
  }
}

/** 1 for the word itself, less for an inflection, less again for a beginning. */
function bestMatch(word: string, field: ReadonlySet<string>, growing: boolean): number {
  if (field.has(word)) return 1;
  const base = word.length > 3 ? stem(word) : '';
  let best = 0;
  for (const candidate of field) {
    if (base && candidate.length > 3 && stem(candidate) === base) return 0.9;
    if (growing && word.length >= 2 && candidate.startsWith(word))
      best = Math.max(best, 0.5 + (0.3 * word.length) / candidate.length);
  }
  return best;
}
