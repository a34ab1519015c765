import type { APIRoute } from 'astro';
import { diagrams } from '../lib/diagrams';
import { openLibrary } from '../lib/library';
import { countWords, listTexts } from '../model/vocabulary';

/** The vocabulary of the guide, for telling a misspelt word from a known one. */
export const GET: APIRoute = async () => {
  // The glossary is not searched in full text, and its names are in search-terms.json: what stands here, Pagefind has.
  const { roles, articles, skills, metrics, templates, sources } = await openLibrary();
  const texts = [
    ...[roles, articles, skills, metrics, templates].flatMap((entries) =>
      [...entries.values()].flatMap(({ data, body }) => [...listTexts(data), body ?? '']),
    ),
    ...listTexts(diagrams),
    ...[...sources.values()].map(({ data }) => `${data.title} ${data.publisher ?? ''}`),
  ];
  return Response.json(countWords(texts));
};
