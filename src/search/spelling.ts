/**
 * Optimal string alignment distance (Damerau–Levenshtein with adjacent swaps), given up above `limit`.
 * With `prefix`, the distance to the nearest beginning of `b`: for words still being typed.
 */
export function distance(a: string, b: string, limit: number, prefix = false): number {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  if (same === a.length && (prefix || same === b.length)) return 0;
  if (limit === 0) return 1;
  const after = (left: number, right: number): number =>
    distance(a.slice(same + left), b.slice(same + right), limit - 1, prefix);
  const isSwapped = a[same] === b[same + 1] && a[same + 1] === b[same];
  return 1 + Math.min(after(1, 0), after(0, 1), after(1, 1), isSwapped ? after(2, 2) : limit);
}

/** The words of the site with how often each occurs. */
export type Vocabulary = ReadonlyMap<string, number>;

/** A word this frequent may stand for a misspelt word of four letters. */
const COMMON = 16;

/** How many slips are forgiven: one, or two in a long word. */
const limitFor = (word: string): number => (word.length >= 10 ? 2 : 1);

/**
 * The word of the vocabulary a misspelt word most likely stands for; undefined when none is near.
 * @param growing the word is still being typed: the beginnings of words count as well
 */
export function correct(word: string, vocabulary: Vocabulary, growing = false): string | undefined {
  if (word.length < 4 || /^\d+$/.test(word)) return undefined;
  const limit = limitFor(word);
  let best: string | undefined;
  let least = Infinity;
  for (const [candidate, frequency] of vocabulary) {
    if (candidate.length < 4 || (word.length === 4 && frequency < COMMON)) continue;
    let cost = distance(word, candidate, limit);
    if (cost > limit) {
      const begins = growing && word.length >= 6 && candidate.length > word.length + 1;
      if (!begins || distance(word, candidate, 1, true) > 1) continue;
      cost = limit + 0.5;
    }
    cost += (candidate[0] === word[0] ? 0 : 0.7) - Math.min(Math.log2(1 + frequency), 8) / 12;
    if (cost < least) [best, least] = [candidate, cost];
  }
  return best;
}
