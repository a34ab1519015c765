import type { APIRoute } from 'astro';
import { buildId, listEverything } from '../lib/everything';

/** Tier 1 of the search: everything the guide names. */
export const GET: APIRoute = async () => {
  const lexicon = await listEverything();
  return Response.json({ build: buildId(lexicon), ...lexicon });
};
