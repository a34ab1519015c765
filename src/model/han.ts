/** A piece of text in one script. */
export interface Run {
  text: string;
  han: boolean;
}

/** Han characters, with the digits, Latin letters and marks that stand between two of them. */
const HAN = /\p{Script=Han}+(?:[·、/（）a-zA-Z0-9 ]*\p{Script=Han}+)*/gu;

/**
 * Splits text into runs of Chinese and of everything else, so that each can carry its language.
 * "retention (留存)" → "retention (", "留存" (han), ")". The runs joined are the text.
 */
export function splitHan(text: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const match of text.matchAll(HAN)) {
    if (match.index > at) runs.push({ text: text.slice(at, match.index), han: false });
    runs.push({ text: match[0], han: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), han: false });
  return runs;
}

const PINYIN = /^(?=.*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü’ -]+$/i;

/**
 * Whether a text is pinyin, as we write it: in letters of the alphabet, at least one of them with its tone. A borrowed
 * word with such a mark ("résumé") is taken for it: write it in running text and upright.
 */
export const isPinyin = (text: string): boolean => PINYIN.test(text);
