/** What the note of a term says: its id → [term, Chinese, pinyin, definition]. */
export type TermNotes = Record<string, readonly [term: string, zh: string, pinyin: string, definition: string]>;

/** The ids of the terms that a text in MDX links. */
export function listLinkedTerms(mdx: string): string[] {
  return [...new Set([...mdx.matchAll(/<T\s+id="([^"]+)"/g)].map(([, id = '']) => id))];
}
