import type { APIRoute } from 'astro';
import { listCards } from '../lib/everything';

/** What the answer card of the search says of each term, metric, skill and role. */
export const GET: APIRoute = async () => Response.json(await listCards());
