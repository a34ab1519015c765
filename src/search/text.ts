/** Words that carry no subject: they are never searched and never reported as unknown. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and any are as at be been being but by can cannot could did do does doing for from get gets getting give had has have he her him his how i if in into is it its ' +
    'just like make makes me my need no not of on one or our out shall she should so some than that the their them then there these they this those to too up us ' +
    'use very want was we were what whats when where which who whom whose why will with would you your yours about mean means meaning explain tell best good'
  ).split(' '),
);

/** Whether a word carries a subject. */
export const isSubject = (word: string): boolean => !STOP_WORDS.has(word);

/** Chinese question words and particles, longest first: dropped from a run of Han characters like stop words. */
export const HAN_STOP: readonly string[] =
  '是什么 什么是 怎么样 为什么 有哪些 有什么 怎么做 怎么 如何 什么 哪些 怎样 多少 吗 的 了 呢 是 和 与 做'.split(' ');

/** Words that ask how two things differ. They are understood even where no page has them. */
export const COMPARISON_WORDS: ReadonlySet<string> = new Set(
  'vs versus difference differences differ compare compared comparison between 区别 不同 对比 比较'.split(' '),
);

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

/** Words that ask how to get from one role to another. */
export const MOVE_WORDS: ReadonlySet<string> = new Set(
  'move moves moving switch switching change changing become becoming transition transfer 转岗 转'.split(' '),
);

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

const INFLECTED = /(?:ing|ed|s|ly|er|or|ion|ment|ness|y)s?$/;

/** Whether a word looks like an inflection: only then may its stem stand for it. "numberr" is a slip, not a form. */
export function isInflected(word: string): boolean {
  return INFLECTED.test(word);
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
