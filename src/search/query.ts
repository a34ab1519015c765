import { correct, type Vocabulary } from './spelling.ts';
import { isHan, stem, toWords } from './text.ts';
import type { SpecialWords } from './word-lists.ts';

/** Names that lead somewhere: key → the items that carry the name, best first. */
export type Names<Found> = ReadonlyMap<string, readonly Found[]>;

/** What a reader's words were understood to mean. */
export interface Query<Found> {
  /** The words to search, corrected, without stop words. */
  words: string[];
  /** The last word may still be growing. */
  open: boolean;
  /** Words that only begin a word of the guide. */
  begun: string[];
  /** Runs of Han characters as typed. */
  han: string[];
  /** [as typed, as searched] */
  corrected: [string, string][];
  /** Words that stand nowhere in the guide. */
  unknown: string[];
  /** Has words that no title and no name has: what they are depends on the vocabulary. */
  strange: boolean;
  /** Asks how things differ. */
  compares: boolean;
  /** Items whose name is the whole query, then items whose name is a part of it. */
  whole: Found[];
  part: Found[];
}

export interface Language<Found> {
  names: Names<Found>;
  special: SpecialWords;
  /** Words in titles and names, and their stems. */
  vocabulary: Vocabulary;
  stems: ReadonlySet<string>;
  /** Words that stand in titles and names. */
  named: ReadonlySet<string>;
}

/** Makes what understand() needs from names and words. */
export function makeLanguage<Found>(
  names: Names<Found>,
  vocabulary: Vocabulary,
  special: SpecialWords,
): Language<Found> {
  return {
    names,
    special,
    vocabulary,
    stems: new Set([...vocabulary.keys()].map(stem)),
    named: new Set([...names.keys()].flatMap((key) => key.split(' ')).filter((word) => !isHan(word))),
  };
}

/** A word the guide knows: as it is, as the beginning of a word, or as an inflection of one. */
export function isKnown(word: string, { vocabulary, stems }: Language<unknown>, open: boolean): boolean {
  return (
    vocabulary.has(word) ||
    (word.length >= 5 && stem(word) !== word && stems.has(stem(word))) ||
    (open && word.length >= 2 && [...vocabulary.keys()].some((candidate) => candidate.startsWith(word)))
  );
}

/** Whether a short word begins a word of a title or name: "cust acq cost". */
const beginsName = (word: string, { named }: Language<unknown>): boolean =>
  word.length >= 3 &&
  word.length <= 5 &&
  [...named].some((candidate) => candidate.startsWith(word) && candidate.length > word.length + 1);

/** The plural of a short name, such as "okrs", stands for the name. */
const singular = (word: string, { names, named }: Language<unknown>): string =>
  word.endsWith('s') && !named.has(word) && names.has(word.slice(0, -1)) ? word.slice(0, -1) : word;

/** No name has more words or Chinese characters, and no more words are read. */
const LONGEST = 24;

/** How many words or characters from the start make the longest name; 1 when none does. */
function lengthOfName(list: readonly string[], between: string, names: Names<unknown>): number {
  let length = Math.min(list.length, LONGEST);
  while (length > 1 && !names.has(list.slice(0, length).join(between))) length -= 1;
  return length;
}

/** Cuts a run of Han characters into the longest names it contains; the rest is dropped or unknown. */
function cutHan(run: string, { names, special }: Language<unknown>): { found: string[]; rest: string } {
  const found: string[] = [];
  let rest = '';
  for (let left = run, length; left; left = left.slice(length)) {
    length = lengthOfName(left.split(''), '', names);
    if (length > 1) found.push(left.slice(0, length));
    else {
      const idle = [...special.hanStop, ...special.comparison].find((word) => left.startsWith(word));
      if (idle) length = idle.length;
      else rest += left.slice(0, 1);
    }
  }
  return { found, rest };
}

/** Reads each word as the guide has it, and notes in the query what was corrected and what is unknown. */
function readWords(
  typed: readonly string[],
  query: Query<unknown>,
  language: Language<unknown>,
  asTyped: boolean,
): string[] {
  const { names, special, vocabulary } = language;
  return typed.flatMap((raw, index) => {
    const word = singular(raw, language);
    const isLast = index === typed.length - 1 && query.open;
    if (isHan(word) || !special.isSubject(word) || names.has(word) || isKnown(word, language, isLast)) return word;
    query.strange = true;
    if (special.comparison.has(word)) return [];
    if (beginsName(word, language)) {
      query.begun.push(word);
      return word;
    }
    const better = asTyped ? undefined : correct(word, vocabulary, isLast);
    if (better) query.corrected.push([word, better]);
    else query.unknown.push(word);
    return better ?? [];
  });
}

/** Finds the names in the words, longest first, and with them what is to be searched. */
function findNames<Found>(words: readonly string[], query: Query<Found>, language: Language<Found>): void {
  const { names, special } = language;
  for (let left = words, length; left[0]; left = left.slice(length)) {
    const [word] = left;
    length = 1;
    if (isHan(word)) {
      const { found, rest } = cutHan(word, language);
      const isAlone = words.length === 1 && found.length === 1 && query.whole.length === 0 && !rest;
      (isAlone ? query.whole : query.part).push(...found.flatMap((name) => names.get(name) ?? []));
      query.words.push(...found);
      query.han.push(word);
      if (rest && found.length === 0) query.unknown.push(rest);
    } else {
      length = lengthOfName(left, ' ', names);
      const piece = left.slice(0, length);
      if (length > 1 || special.isSubject(word)) query.part.push(...(names.get(piece.join(' ')) ?? []));
      query.words.push(...piece.filter(special.isSubject));
    }
  }
}

/**
 * Understands a query. Pure: the same words and language give the same answer.
 * @param asTyped search the words as they are, without correction
 */
export function understand<Found>(text: string, language: Language<Found>, asTyped = false): Query<Found> {
  const { names, special } = language;
  const typed = toWords(text).slice(0, LONGEST);
  const query: Query<Found> = {
    words: [],
    open: /[\p{L}\p{N}]$/u.test(text),
    begun: [],
    han: [],
    corrected: [],
    unknown: [],
    strange: false,
    compares: [...special.comparison].some((word) =>
      typed.some((one) => (isHan(word) ? one.includes(word) : one === word)),
    ),
    whole: [],
    part: [],
  };
  // Pinyin is often typed with a space between syllables: "la xin" is the name "laxin".
  for (const syllables of [typed, typed.filter(special.isSubject)]) {
    const joined = syllables.join('');
    const found = syllables.length > 1 && syllables.length < 7 && !isHan(joined) && names.get(joined);
    if (found && !names.has(typed.join(' ')) && !names.has(syllables.join(' ')))
      return { ...query, words: [joined], whole: [...found] };
  }
  const words = readWords(typed, query, language, asTyped);
  if (query.unknown.length === 0)
    query.whole.push(...(names.get(words.join(' ')) ?? names.get(words.filter(special.isSubject).join(' ')) ?? []));
  findNames(words, query, language);
  if (query.words.length === 0 && query.whole.length > 0) query.words.push(...words);
  return query;
}
