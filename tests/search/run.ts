import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { loadNames, search, type Answer } from '../../src/search/engine.ts';
import type { Item } from '../../src/search/lexicon.ts';

/** One query of queries.yaml, as judged. */
export interface JudgedQuery {
  q: string;
  kind: string;
  half: 1 | 2;
  /** `grade`: 3 what the reader wants, 2 good, 1 touches on it. */
  answers: { address: string; grade: 1 | 2 | 3 }[];
}

/** What the page would show for a query. */
export interface Shown {
  answer: Answer;
  /** Addresses from the top of the page to the bottom: card, titles and terms, then the text. Without the base path. */
  addresses: string[];
}

export interface Search {
  /** Every item of tier 1. */
  items: readonly Item[];
  /** Both tiers, as the page shows them. */
  show: (text: string) => Promise<Shown>;
  /** Tier 1 alone. */
  showNames: (text: string) => Item[];
}

export async function readQueries(): Promise<JudgedQuery[]> {
  return load(await readFile(new URL('queries.yaml', import.meta.url), 'utf8')) as JudgedQuery[];
}

const TYPES: Record<string, string> = { json: 'application/json', wasm: 'application/wasm' };

/** Lets `fetch` answer from a folder, so that the search and Pagefind find the site without a server. */
function answerFrom(folder: string): void {
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const path = (address.startsWith('file:') ? fileURLToPath(address) : address).replace(/\?.*$/, '');
    if (!path.startsWith(folder)) return original(input, init);
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return readFile(path).then(
      (body) => new Response(new Uint8Array(body), { headers: { 'content-type': type } }),
      () => new Response(null, { status: 404 }),
    );
  };
}

/** In the order of drawNames() and drawText() in src/search/view.ts. */
function addressesOf({ card, hits, pages }: Answer, folder: string): string[] {
  const rest = hits.map(({ item }) => item).filter((item) => item !== card);
  const text = (pages ?? []).flatMap(({ sections }) => sections.map(({ url }) => url.slice(folder.length)));
  return [...(card ? [card.address] : []), ...rest.map(({ address }) => address), ...text];
}

/** Opens the search of a built site in Node. The folder of the site plays the part of the base path. */
export async function openSearch(dist: string): Promise<Search> {
  const folder = resolve(dist);
  // All that Pagefind asks of a page: no script of its own to look at, and the language.
  const page = { currentScript: null, querySelector: () => ({ getAttribute: () => 'en' }) };
  Object.assign(globalThis, { document: page });
  answerFrom(folder);
  const { instant } = await loadNames(folder);
  const ask = async (text: string): Promise<Answer> => {
    let last: Answer | undefined;
    await search({ base: folder, text, filters: {}, asTyped: false }, (answer) => {
      last = answer;
    });
    if (!last) throw new Error(`“${text}”: the search said nothing`);
    return last;
  };
  // A word of no name brings the vocabulary, by which showNames() corrects.
  await ask('vocabulary');
  return {
    items: instant.items,
    show: async (text) => {
      const answer = await ask(text);
      return { answer, addresses: addressesOf(answer, folder) };
    },
    showNames: (text) => {
      const query = instant.understand(text);
      const card = query.whole.find(({ pinyin }) => pinyin);
      const hits = instant.search(query).map(({ item }) => item);
      return card ? [card, ...hits.filter((item) => item !== card)] : hits;
    },
  };
}
