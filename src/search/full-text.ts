/** The only file that knows Pagefind. */

/** A section found in the text of a page. `excerpt` is text with the words found in <mark>, angle brackets escaped. */
export interface TextHit {
  title: string;
  url: string;
  excerpt: string;
}

/** A page found, its best sections first. */
export interface TextPage {
  title: string;
  sections: TextHit[];
}

interface SubResult extends TextHit {
  weighted_locations: { balanced_score: number }[];
}

interface Result {
  id: string;
  score: number;
  data(): Promise<{ meta: { title: string }; sub_results: SubResult[] }>;
}

/** What the pages must be, by the names of the attributes in src/layouts. */
export type TextFilters = Partial<Record<'kind' | 'role', string>>;

interface Pagefind {
  search(words: string, options: { filters: TextFilters }): Promise<{ results: Result[] }>;
}

interface Module {
  createInstance(options: object): Pagefind;
}

/** A page shown costs its whole text: most are 1 to 7 kB. */
const PAGES = 3;
const SECTIONS = 3;
/** Longest wait for the full text, in milliseconds. */
const LIMIT = 8000;

let failures = 0;
let isWatching = false;

/** Unpacks a part of the index, where the browser can and the server has not. @throws when it is broken */
async function unpack(response: Response): Promise<void> {
  const part = await response.blob();
  if ((await part.slice(0, 12).text()) === 'pagefind_dcd' || !('DecompressionStream' in globalThis)) return;
  await new Response(part.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/**
 * Pagefind takes a missing or broken part of the index for an empty one, and waits for ever for what never comes.
 * Requests for its files are watched, so that we know better.
 */
function watchRequests(): void {
  if (isWatching) return;
  isWatching = true;
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = input instanceof Request ? '' : String(input);
    if (!address.includes('/pagefind/')) return original(input, init);
    try {
      const response = await original(input, { ...init, signal: AbortSignal.timeout(LIMIT) });
      if (!response.ok) throw new Error(address);
      if (/\.pf_(index|filter)$/.test(address)) await unpack(response.clone());
      return response;
    } catch (error) {
      failures += 1;
      throw error;
    }
  };
}

let engine: Promise<Pagefind> | undefined;
let tries = 0;

/** Starts Pagefind. After a fault it is started anew: what it has kept of the fault would outlast it. */
async function load(base: string, build: string): Promise<Pagefind> {
  watchRequests();
  // Some browsers keep the failure of an import: another try needs another address.
  const address = `${base}/pagefind/pagefind.js${tries > 0 ? `?${tries}` : ''}`;
  tries += 1;
  const { createInstance } = (await import(/* @vite-ignore */ address)) as Module;
  tries = 0;
  return createInstance({ baseUrl: `${base}/`, noWorker: true, metaCacheTag: build, excerptLength: 22 });
}

const total = ({ weighted_locations }: SubResult): number =>
  weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);

async function readPage(result: Result): Promise<TextPage> {
  const { meta, sub_results } = await result.data();
  return { title: meta.title, sections: sub_results.sort((a, b) => total(b) - total(a)).slice(0, SECTIONS) };
}

async function find(pagefind: Pagefind, words: readonly string[], filters: TextFilters): Promise<Result[]> {
  const { results } = await pagefind.search(words.join(' '), { filters });
  if (results.length > 0 || words.length < 2) return results;
  // No page has all the words: take those that have most of them.
  const found = new Map<string, Result>();
  for (const word of words) {
    for (const result of (await pagefind.search(word, { filters })).results) {
      const score = result.score + (found.get(result.id)?.score ?? 0);
      found.set(result.id, { ...result, score });
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score);
}

/**
 * Searches the text of all pages. Nothing found is an empty list; undefined is an answer that cannot be trusted: a file
 * is missing or broken, the line is down, or it took too long.
 */
export async function searchText(
  words: readonly string[],
  filters: TextFilters,
  base: string,
  build: string,
): Promise<TextPage[] | undefined> {
  const failed = failures;
  const findPages = async (): Promise<TextPage[]> => {
    const results = await find(await (engine ??= load(base, build)), words, filters);
    return Promise.all(results.slice(0, PAGES).map(readPage));
  };
  const limit = new Promise<undefined>((resolve) => setTimeout(resolve, LIMIT));
  const pages = await Promise.race([findPages(), limit]).catch(() => undefined);
  if (pages && failures === failed) return pages;
  engine = undefined;
  return undefined;
}
