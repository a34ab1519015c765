import type { APIRoute, GetStaticPaths } from 'astro';
import { listCards } from '../../lib/everything';
import { CARDS_IN_FILE } from '../../search/lexicon';

/** What the answer card of the search says of each role, metric, term and skill: some lines a file. */
export const getStaticPaths: GetStaticPaths = async () => {
  const cards = await listCards();
  return Array.from({ length: Math.ceil(cards.length / CARDS_IN_FILE) }, (_, file) => ({
    params: { file: String(file) },
    props: { lines: cards.slice(file * CARDS_IN_FILE, (file + 1) * CARDS_IN_FILE) },
  }));
};

export const GET: APIRoute = ({ props }) => Response.json(props['lines']);
