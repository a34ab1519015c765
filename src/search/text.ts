const LATIN_OR_HAN = /[a-z0-9]+|\p{Script=Han}+/gu;

/** Lower case, without accents and tone marks: "Lāxīn" → "laxin", "l’Été" → "l’ete". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
}

/** The words of a text: runs of Latin letters and digits, and runs of Han characters, folded. Apostrophes vanish. */
export function toWords(text: string): string[] {
  return fold(text).replace(/[’'`]/g, '').match(LATIN_OR_HAN) ?? [];
}

export function isHan(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}

/** The key under which a name is looked up: its words with single spaces. */
export function keyOf(name: string): string {
  return toWords(name).join(' ');
}

/** A rough English stem, for telling inflections of one word: "segmenting", "segments" → "segment". */
export function stem(word: string): string {
  if (word.length < 4 || isHan(word)) return word;
  const base = word
    .replace(/ies$/, 'y')
    .replace(/([sz])ings?$/, '$1e')
    .replace(/(?:isations?|izations?)$/, 'ise')
    .replace(/(?:ations?|itions?|ators?|ating|ated)$/, '')
    // Not after three letters: “segment”, “comment” and “moment” are whole.
    .replace(/(?:ions?|ings?|ers?|ors?|(?<=.{4})ments?|ness)$/, '')
    .replace(/(?:ed|es|s|e|ly)$/, '');
  return base.length >= 3 ? base.replace(/(.)\1$/, '$1') : word;
}

/** The longest run of characters two texts share. */
export function longestShared(a: string, b: string): string {
  let best = '';
  for (let start = 0; start < a.length; start += 1) {
    for (let end = start + best.length + 1; end <= a.length && b.includes(a.slice(start, end)); end += 1)
      best = a.slice(start, end);
  }
  return best;
}
