/** Groups things by the first letter of their name; what begins with a digit or a mark stands first under "0–9". */
export function groupByLetter<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): { letter: string; items: Thing[] }[] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const first = nameOf(thing).normalize('NFD').charAt(0).toUpperCase();
    const letter = /[A-Z]/.test(first) ? first : '0–9';
    groups.set(letter, [...(groups.get(letter) ?? []), thing]);
  }
  return [...groups]
    .map(([letter, items]) => ({ letter, items }))
    .sort((a, b) => a.letter.localeCompare(b.letter, 'en'));
}

/** The id of a letter's heading: "A" → "letter-a", "0–9" → "letter-0-9". */
export function letterId(letter: string): string {
  return `letter-${letter.toLowerCase().replace('–', '-')}`;
}
