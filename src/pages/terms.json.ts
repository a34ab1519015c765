import type { APIRoute } from 'astro';
import { diagrams } from '../lib/diagrams';
import { openLibrary } from '../lib/library';
import { listLinkedTerms, type TermNotes } from '../model/term-notes';

/** The definitions that terms in running text show on the spot. A term no text links is left out. */
export const GET: APIRoute = async () => {
  const { roles, articles, skills, templates, terms } = await openLibrary();
  const texts = [roles, articles, skills, templates].flatMap((pages) => [...pages.values()]).map(({ body }) => body);
  const linked = new Set([
    ...texts.flatMap((text) => listLinkedTerms(text ?? '')),
    ...diagrams.loop.map(({ term }) => term),
  ]);
  const notes: TermNotes = Object.fromEntries(
    [...terms.values()]
      .filter(({ id }) => linked.has(id))
      .map(({ id, data: { term, zh, pinyin, definition } }) => [id, [term, zh, pinyin, definition] as const]),
  );
  return Response.json(notes);
};
