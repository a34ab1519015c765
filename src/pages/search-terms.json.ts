import type { APIRoute } from 'astro';
import { buildId, listEverything, listWords } from '../lib/everything';
import { markStems } from '../model/vocabulary';
import { Instant } from '../search/instant';
import type { NamesFile } from '../search/lexicon';
import { WORD_LISTS as lists } from '../search/word-lists';

/** Tier 1 of the search: everything the guide names. */
export const GET: APIRoute = async () => {
  const places = await listEverything();
  const { stems } = new Instant(places, lists).language;
  const names: NamesFile = { build: buildId(places), places, lists, inText: markStems(stems, await listWords()) };
  return Response.json(names);
};
