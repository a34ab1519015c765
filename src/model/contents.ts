/** An entry of the contents of a page, with the h3s below an h2. */
export interface ContentsEntry {
  id: string;
  text: string;
  below: ContentsEntry[];
}

/** Builds the contents of a page from its headings in order. An h3 before any h2 becomes an entry of its own. */
export function buildContents(headings: readonly { depth: number; slug: string; text: string }[]): ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  for (const { depth, slug, text } of headings) {
    const entry = { id: slug, text, below: [] };
    const parent = entries.at(-1);
    if (depth === 3 && parent) parent.below.push(entry);
    else if (depth === 2 || depth === 3) entries.push(entry);
  }
  return entries;
}
