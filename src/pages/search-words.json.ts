import type { APIRoute } from 'astro';
import { openLibrary } from '../lib/library';
import { countWords } from '../model/vocabulary';

/** The vocabulary of the guide, for telling a misspelt word from a known one. */
export const GET: APIRoute = async () => {
  const { sources, ...library } = await openLibrary();
  const texts = [
    ...Object.values(library).flatMap((entries) => [...entries.values()].flatMap(({ data, body }) => [JSON.stringify(data), body ?? ''])),
    ...[...sources.values()].map(({ data }) => `${data.title} ${data.publisher ?? ''}`),
  ];
  return Response.json(countWords(texts));
};
