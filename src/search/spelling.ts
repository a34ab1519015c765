/**
 * Optimal string alignment distance (Damerau–Levenshtein with adjacent swaps), given up above `limit`.
 * With `prefix`, the distance to the nearest beginning of `b`: for words still being typed.
 */
export function distance(a: string, b: string, limit: number, prefix = false): number {
  if (!prefix && Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return prefix ? Math.min(...last) : (last[b.length] ?? limit + 1);
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
  let best: { candidate: string; cost: number } | undefined;
  for (const [candidate, frequency] of vocabulary) {
    if (candidate.length < 4 || (word.length === 4 && frequency < COMMON)) continue;
    let cost = distance(word, candidate, limit);
    if (
      cost > limit &&
      growing &&
      word.length >= 6 &&
      candidate.length > word.length + 1 &&
      distance(word, candidate, 1, true) <= 1
    ) {
      cost = limit + 0.5;
    }
    if (cost > limit + 0.5) continue;
    cost += (candidate[0] === word[0] ? 0 : 0.7) - Math.min(Math.log2(1 + frequency), 8) / 12;
    if (!best || cost < best.cost) best = { candidate, cost };
  }
  return best?.candidate;
}
