import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { load } from 'js-yaml';
import { PART_PAGES } from '../lib/navigation.ts';
import { splitPage } from '../model/page-file.ts';
import { cardOf, type Card } from './social-images.ts';
import type { Form } from './template-files.ts';

type Fields = Readonly<Record<string, string>>;

/** What the page of a content file will say on its card, as src/pages has it, for each folder of content/. */
const CARDS: Readonly<Record<string, (fields: Fields, path: string) => Parameters<typeof cardOf>[0]>> = {
  roles: ({ name = '', description = '', code }) => ({ title: name, sentence: description, kind: 'Role guide', code }),
  skills: ({ name = '', description = '' }) => ({ title: `Skill: ${name}`, sentence: description, kind: 'Skill' }),
  templates: ({ title = '', description = '' }) => ({ title, sentence: description, kind: 'Template' }),
  articles: ({ title = '', description = '' }, path) => {
    const part = PART_PAGES[path.split(sep)[0] as keyof typeof PART_PAGES] as { name: string } | undefined;
    return { title, sentence: description, kind: part?.name };
  },
};

/** The frontmatter of each page in a folder of content/, as it is written. @returns it with the path in the folder */
function* readFronts(root: string, folder: string): Generator<[front: unknown, path: string]> {
  const content = join(root, 'content', folder);
  for (const path of (readdirSync(content, { recursive: true }) as string[]).sort()) {
    if (path.endsWith('.mdx')) yield [load(splitPage(readFileSync(join(content, path), 'utf8')).front), path];
  }
}

/** The fields of a frontmatter that are one text each, without the space around them that the schemas take away. */
function readFields(front: unknown): Fields {
  const texts = Object.entries(front as object).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return Object.fromEntries(texts.map(([name, value]) => [name, value.trim()]));
}

/** What a page that lists or gathers gives Base.astro, where it stands there in plain words. */
const SAID = /\btitle="([^"]+)"\s+description="([^"]+)"/;

/**
 * Foretells the cards of the pages that are written in content/, and of most that list them, so that their images can be
 * drawn before there are pages. Only time hangs on it: a page gets the image of what it says itself.
 * @param root folder of the project
 */
export function* foretellCards(root: string): Generator<Card> {
  for (const [folder, read] of Object.entries(CARDS))
    for (const [front, path] of readFronts(root, folder)) yield cardOf(read(readFields(front), path));
  for (const { name, description } of Object.values(PART_PAGES)) yield cardOf({ title: name, sentence: description });
  const pages = join(root, 'src', 'pages');
  for (const path of (readdirSync(pages, { recursive: true }) as string[]).sort()) {
    const [, title, sentence] = (path.endsWith('.astro') && SAID.exec(readFileSync(join(pages, path), 'utf8'))) || [];
    if (title !== undefined && sentence !== undefined) yield cardOf({ title, sentence });
  }
}

/**
 * Foretells the forms of the templates, so that their files can be made before they are asked for. Only time hangs on this
 * too. @param root as above
 */
export function* foretellForms(root: string): Generator<{ title: string; form: Form }> {
  for (const [front] of readFronts(root, 'templates')) yield front as { title: string; form: Form };
}
