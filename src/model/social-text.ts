/** The width of a piece of text, in the unit of the drawing. */
export type Measure = (text: string) => number;

const HAN = /\p{Script=Han}/u;
const IN_BRACKETS = /\s*[(（][^()（）]*\p{Script=Han}[^()（）]*[)）]/gu;

/** Closes the gaps that words leave behind. */
function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,;:.!?])/g, '')
    .trim();
}

/**
 * Text for a font that has no Chinese. Brackets with Chinese in them go; a clause that speaks of a Chinese word goes
 * whole, because it says nothing without it; where no clause is left, only the characters go.
 * "Operations (运营): what it is" → "Operations: what it is"; "What 公域 means, and a test." → "And a test."
 */
export function leaveOutChinese(text: string): string {
  const bare = tidy(text.replace(IN_BRACKETS, ' '));
  if (!HAN.test(bare)) return bare;
  const kept = bare
    .split(/(?<=[,;:.]) /)
    .filter((clause) => !HAN.test(clause))
    .join(' ');
  if (kept === '') return tidy(bare.replace(/\p{Script=Han}+/gu, ' '));
  const ending = /[.!?]$/.exec(bare)?.[0] ?? '';
  const sentence = `${kept.replace(/[,;:.!?]$/, '')}${ending}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** Breaks text at its spaces into lines no wider than `width`. A word that is wider stands alone on a line. */
export function wrapWords(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const word of text.split(/ +/).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = `${last ?? ''} ${word}`;
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Wraps into as few lines as `width` allows, then makes them nearly even, so that no word is left over. */
export function balanceLines(text: string, width: number, measure: Measure): string[] {
  const widest = wrapWords(text, width, measure);
  let best = widest;
  // Two lines or more, made even, are each at least half as wide as the widest could be.
  for (let [narrow, wide] = [width / 2, width]; widest.length > 1 && wide - narrow > width / 100;) {
    const middle = (narrow + wide) / 2;
    const lines = wrapWords(text, middle, measure);
    const fits = lines.length === widest.length && lines.every((line) => measure(line) <= middle);
    [narrow, wide] = fits ? [narrow, middle] : [middle, wide];
    if (fits) best = lines;
  }
  return best;
}

/** Balanced lines, at most `most` of them; what does not fit is cut after a whole word and marked with "…". */
export function fitLines(text: string, width: number, most: number, measure: Measure): string[] {
  const lines = balanceLines(text, width, measure);
  if (lines.length <= most) return lines;
  const kept = wrapWords(text, width, measure).slice(0, most);
  const words = (kept.pop() ?? '').split(' ');
  while (words.length > 1 && measure(`${words.join(' ')}…`) > width) words.pop();
  return [...kept, `${words.join(' ').replace(/[,;:.]$/, '')}…`];
}
