import type { Words } from '../search/lexicon.ts';
import { isHan, stem, toWords } from '../search/text.ts';
import { readLists, WORD_LISTS } from '../search/word-lists.ts';

const { isSubject } = readLists(WORD_LISTS);

/** A word with a tone mark is Chinese in Latin letters: no English word is meant by it. */
const PINYIN = /(?<!\p{L})\p{L}*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]\p{L}*/giu;
/** A line with a tone mark. Few have one, and to look at each word of all lines takes longer than to count them. */
const MARKED_LINE = /^.*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ].*$/gim;

/** Every text inside an entry's data; keys, ids and addresses are left out. */
export function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return /\s|^\p{Lu}/u.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTexts) : [];
}

/** Frequencies are told apart only as far as spelling needs: 1, 2, 4, 8 … */
const rounded = (count: number): number => 2 ** Math.floor(Math.log2(count));

/**
 * Counts the Latin words of texts (Markdown or JSON; markup and addresses are left out), one entry for each stem: the
 * most frequent form stands for its inflections. Returns frequency → words, both sorted.
 */
export function countWords(texts: readonly string[]): Words {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const plain = text
      .replace(/\]\([^)]*\)|\{#[^}]*\}|<[^>]*>|https?:[^\s"]*/g, ' ')
      .replace(MARKED_LINE, (line) => line.replace(PINYIN, ' '));
    for (const word of toWords(plain)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const forms = new Map<string, { word: string; count: number; sum: number }>();
  const isCounted = (word: string) => !isHan(word) && word.length > 1 && isSubject(word) && !/^\d+$/.test(word);
  for (const [word, count] of [...counts].filter(([word]) => isCounted(word)).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const stemmed = stem(word);
    const form = forms.get(stemmed);
    if (!form) forms.set(stemmed, { word, count, sum: count });
    else {
      form.sum += count;
      if (count > form.count) Object.assign(form, { word, count });
    }
  }
  const words: Record<string, string[]> = {};
  for (const { word, sum } of forms.values()) (words[rounded(sum)] ??= []).push(word);
  return Object.fromEntries(Object.entries(words).map(([count, list]) => [count, list.sort().join(' ')]));
}

/** Marks each stem of the names: 1 where the words of the running text have it, else 0. */
export function markStems(stems: Iterable<string>, words: Words): string {
  const inText = new Set(Object.values(words).flatMap((list) => list.split(' ').map(stem)));
  return Array.from(stems, (one) => (inText.has(one) ? '1' : '0')).join('');
}
