import type { CollectionEntry } from 'astro:content';
import { PARTS } from '../schemas/articles';
import type { Library } from './library';

export type Part = (typeof PARTS)[number];

/** The part an article belongs to: the folder of its file. @throws for a folder that is not a part */
export function partOf(id: string): Part {
  const part = PARTS.find((candidate) => id.startsWith(`${candidate}/`));
  if (!part)
    throw new Error(`content/articles/${id}.mdx stands outside the parts. Move it into one of: ${PARTS.join(', ')}.`);
  return part;
}

/** The articles of a part in their order. */
export function articlesOf(library: Library, part: Part): CollectionEntry<'articles'>[] {
  return [...library.articles.values()]
    .filter(({ id }) => partOf(id) === part)
    .sort((a, b) => a.data.order - b.data.order);
}
