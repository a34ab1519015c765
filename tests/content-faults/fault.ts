/** One mistake in one content file, and what the build has to say of it: the file, the place in it, what to do. */
export interface Fault {
  name: string;
  file: string;
  plant: (text: string) => string;
  says: (string | RegExp)[];
}

/** Where the mistakes are planted. */
export const ROLE = 'content/roles/user.mdx';
export const ARTICLE = 'content/articles/mindset/efficiency.mdx';
export const SKILL = 'content/skills/segmentation.mdx';
export const TEMPLATE = 'content/templates/run-of-show.mdx';
export const TERMS = 'content/terms.yaml';
export const METRICS = 'content/metrics.yaml';
export const SOURCES = 'content/sources.yaml';
export const DIAGRAMS = 'content/diagrams.yaml';

/** Puts other words in the place of the first that fit. */
export const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, () => to);
/** Puts words at the end. */
export const add = (words: string) => (text: string) => `${text}\n${words}\n`;
/** Puts a line into the frontmatter of a page. */
export const addField = (line: string) => swap(/\nreviewed: .*\n/, `\nreviewed: 2026-11-22\n${line}\n`);
/** Takes a section of a role guide out, with its heading or without. */
export const cut = (id: string, heading = '') =>
  swap(new RegExp(`## [^\\n]*\\{#${id}\\}\\n[\\s\\S]*?(?=\\n## )`), heading);
/** An entry of the glossary without a fault. */
export const TERM = [
  ...['- id: planted-term', '  term: Planted term', '  zh: 假词', '  pinyin: jiǎ cí'],
  ...['  definition: A term planted by a test.', '  theme: frame', '  roles: [user]'],
].join('\n');
