/** Which keys lie beside a key, on the keyboard most readers have. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function neighboursOf(key: string): string[] {
  const row = ROWS.find((keys) => keys.includes(key));
  const at = row?.indexOf(key) ?? -1;
  return [row?.[at - 1], row?.[at + 1]].filter((one) => one !== undefined);
}

/** A fixed row of pseudo-random numbers from 0 to 1 (mulberry32): the same seed gives the same tests. */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const SLIPS = ['drop', 'swap', 'double', 'neighbour'] as const;
export type Slip = (typeof SLIPS)[number];

/** Misspells a word at a random place. The result can equal the word, as when two equal letters are swapped. */
export function misspell(word: string, slip: Slip, random: () => number): string {
  const at = Math.floor(random() * (slip === 'swap' ? word.length - 1 : word.length));
  const letter = word[at] ?? '';
  const rest = word.slice(at + 1);
  const nearby = neighboursOf(letter);
  const instead: Record<Slip, string> = {
    drop: rest,
    swap: (rest[0] ?? '') + letter + rest.slice(1),
    double: letter + letter + rest,
    neighbour: (nearby[Math.floor(random() * nearby.length)] ?? letter) + rest,
  };
  return word.slice(0, at) + instead[slip];
}
