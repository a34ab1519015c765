import type { APIRoute } from 'astro';
import { listWords } from '../lib/everything';

/** The vocabulary of the guide, for telling a misspelt word from a known one. */
export const GET: APIRoute = async () => Response.json(await listWords());
