import type { APIRoute } from 'astro';
import { diagrams } from '../lib/diagrams';
import { openLibrary, readBody } from '../lib/library';
import { listLinkedTerms, type TermNotes } from '../model/term-notes';

/** The definitions that terms in running text show on the spot. A term no text links is left out. */
export const GET: APIRoute = async () => {
  const { roles, articles, skills, templates, terms } = await openLibrary();
  const pages = [roles, articles, skills, templates].flatMap((entries) => [...entries.values()]);
  const linked = new Set([
    ...pages.flatMap((page) => listLinkedTerms(readBody(page))),
    ...diagrams.loop.map(({ term }) => term),
  ]);
  const notes: TermNotes = Object.fromEntries(
    [...terms.values()]
      .filter(({ id }) => linked.has(id))
      .map(({ id, data: { term, zh, pinyin, definition } }) => [id, [term, zh, pinyin, definition] as const]),
  );
  return Response.json(notes);
};
