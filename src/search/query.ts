import { correct, type Vocabulary } from './spelling.ts';
import { COMPARISON_WORDS, HAN_STOP, isHan, isInflected, STOP_WORDS, stem, toWords } from './text.ts';

/** Names that lead somewhere: key → indexes of the items that carry the name, best first. */
export type Names = ReadonlyMap<string, readonly number[]>;

/** What a reader's words were understood to mean. */
export interface Query {
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
  /** Asks how things differ. */
  compares: boolean;
  /** Items whose name is the whole query, then items whose name is a part of it. */
  whole: number[];
  part: number[];
}

export interface Language {
  names: Names;
  /** Words in titles and names, and their stems. */
  vocabulary: Vocabulary;
  stems: ReadonlySet<string>;
  longestName: number;
  /** Words that stand in titles and names. */
  named: ReadonlySet<string>;
}

/** Makes what understand() needs from names and words. */
export function makeLanguage(names: Names, vocabulary: Vocabulary): Language {
  return {
    names,
    vocabulary,
    stems: new Set([...vocabulary.keys()].map(stem)),
    longestName: Math.max(1, ...[...names.keys()].map((key) => key.split(' ').length)),
    named: new Set([...names.keys()].flatMap((key) => key.split(' ')).filter((word) => !isHan(word))),
  };
}

/** A word the guide knows: as it is, as the beginning of a word, or as an inflection of one. */
export function isKnown(word: string, { vocabulary, stems }: Language, open: boolean): boolean {
  if (vocabulary.has(word)) return true;
  if (word.length >= 5 && isInflected(word) && stems.has(stem(word))) return true;
  if (!open || word.length < 2) return false;
  for (const candidate of vocabulary.keys()) if (candidate.startsWith(word)) return true;
  return false;
}

/** Whether a short word begins a word of a title or name: "cust acq cost". */
function beginsName(word: string, { named }: Language): boolean {
  if (word.length < 3 || word.length > 5) return false;
  for (const candidate of named) if (candidate.startsWith(word) && candidate.length > word.length + 1) return true;
  return false;
}

/** The plural of a short name, such as "okrs", stands for the name. */
const singular = (word: string, { names, named }: Language): string =>
  word.endsWith('s') && !named.has(word) && names.has(word.slice(0, -1)) ? word.slice(0, -1) : word;

/** Cuts a run of Han characters into the longest names it contains; the rest is dropped or unknown. */
function cutHan(run: string, names: Names): { found: string[]; rest: string } {
  const found: string[] = [];
  let rest = '';
  for (let at = 0; at < run.length;) {
    let taken = '';
    for (let length = run.length - at; length >= 2 && !taken; length -= 1) {
      const piece = run.slice(at, at + length);
      if (names.has(piece)) taken = piece;
    }
    if (taken) found.push(taken);
    else taken = [...HAN_STOP, ...COMPARISON_WORDS].find((word) => run.startsWith(word, at)) ?? '';
    if (!taken) rest += run[at];
    at += taken.length || 1;
  }
  return { found, rest };
}

/**
 * Understands a query. Pure: the same words and language give the same answer.
 * @param asTyped search the words as they are, without correction
 */
export function understand(text: string, language: Language, asTyped = false): Query {
  const typed = toWords(text).slice(0, 24);
  const compares = [...COMPARISON_WORDS].some((word) =>
    typed.some((one) => (isHan(word) ? one.includes(word) : one === word)),
  );
  const query: Query = {
    words: [],
    open: /[\p{L}\p{N}]$/u.test(text),
    begun: [],
    han: [],
    corrected: [],
    unknown: [],
    compares,
    whole: [],
    part: [],
  };
  const { names } = language;
  // Pinyin is often typed with a space between syllables: "la xin" is the name "laxin".
  for (const syllables of [typed, typed.filter((word) => !STOP_WORDS.has(word))]) {
    const joined = names.get(syllables.join(''));
    const isName =
      syllables.length > 1 && syllables.length < 7 && !syllables.some(isHan) && !names.has(typed.join(' '));
    if (isName && joined && !names.has(syllables.join(' ')))
      return { ...query, words: [syllables.join('')], whole: [...joined] };
  }

  const words: string[] = [];
  typed.forEach((raw, index) => {
    const word = singular(raw, language);
    const isLast = index === typed.length - 1 && query.open;
    if (isHan(word) || STOP_WORDS.has(word) || names.has(word) || isKnown(word, language, isLast))
      return void words.push(word);
    if (COMPARISON_WORDS.has(word)) return;
    if (beginsName(word, language)) {
      query.begun.push(word);
      return void words.push(word);
    }
    const better = asTyped ? undefined : correct(word, language.vocabulary, isLast);
    if (better === undefined) query.unknown.push(word);
    else {
      query.corrected.push([word, better]);
      words.push(better);
    }
  });

  const whole = names.get(words.join(' '));
  const content = words.filter((word) => !STOP_WORDS.has(word));
  if (whole && query.unknown.length === 0) query.whole.push(...whole);
  else if (content.length < words.length && query.unknown.length === 0)
    query.whole.push(...(names.get(content.join(' ')) ?? []));

  for (let at = 0; at < words.length;) {
    const word = words[at] ?? '';
    if (isHan(word)) {
      const { found, rest } = cutHan(word, names);
      const alone = words.length === 1 && found.length === 1 && query.whole.length === 0 && rest === '';
      for (const name of found) (alone ? query.whole : query.part).push(...(names.get(name) ?? []));
      query.words.push(...found);
      query.han.push(word);
      if (rest && found.length === 0) query.unknown.push(rest);
      at += 1;
      continue;
    }
    let taken = 0;
    for (let length = Math.min(language.longestName, words.length - at); length >= 1 && taken === 0; length -= 1) {
      const piece = words.slice(at, at + length);
      if (length === 1 && STOP_WORDS.has(word)) continue;
      const found = names.get(piece.join(' '));
      if (!found) continue;
      taken = length;
      query.part.push(...found);
    }
    query.words.push(...words.slice(at, at + Math.max(1, taken)).filter((piece) => !STOP_WORDS.has(piece)));
    at += Math.max(1, taken);
  }
  if (query.words.length === 0 && query.whole.length > 0) query.words.push(...words);
  return query;
}
