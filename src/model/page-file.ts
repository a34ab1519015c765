/** A page as an editor wrote it. */
export interface PageFile {
  /** YAML between the two lines of dashes; empty where there is none */
  front: string;
  body: string;
  /** The line of the file the body starts on, from 1 */
  firstLine: number;
}

/** Splits an MDX file into frontmatter and body. */
export function splitPage(text: string): PageFile {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!match) return { front: '', body: text, firstLine: 1 };
  return { front: match[1] ?? '', body: text.slice(match[0].length), firstLine: match[0].split('\n').length };
}
