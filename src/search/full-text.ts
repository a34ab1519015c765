/** The only file that knows Pagefind. */

/** A section found in the text of a page. `excerpt` is plain text with the words found in <mark>, HTML-escaped. */
export interface TextHit {
  address: string;
  title: string;
  excerpt: string;
}

/** A page found, its best sections first. */
export interface TextPage {
  title: string;
  sections: TextHit[];
}

interface SubResult {
  title: string;
  url: string;
  excerpt: string;
  weighted_locations: { balanced_score: number }[];
}

interface Result {
  id: string;
  score: number;
  data(): Promise<{ url: string; excerpt: string; meta: Record<string, string>; sub_results: SubResult[] }>;
}

interface Pagefind {
  search(words: string, options?: { filters?: Record<string, string> }): Promise<{ results: Result[] }>;
}

interface Module {
  createInstance(options: object): Pagefind;
}

/** The full text could not be searched: a file is missing or broken, the line is down, or it took too long. */
export class FullTextUnavailable extends Error {}

const PAGES = 8;
const SECTIONS = 3;
/** Longest wait for the full text, in milliseconds. */
const LIMIT = 8000;

let failures = 0;
let isWatching = false;

/** Unpacks a part of the index, where the browser can and the server has not. @throws when it is broken */
async function unpack(response: Response): Promise<void> {
  const bytes = await response.arrayBuffer();
  const isPlain = new TextDecoder().decode(bytes.slice(0, 12)) === 'pagefind_dcd';
  if (isPlain || !('DecompressionStream' in globalThis)) return;
  await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
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
    const address = String(input instanceof Request ? input.url : input);
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
  const address = `${base}pagefind/pagefind.js${tries > 0 ? `?${tries}` : ''}`;
  try {
    const { createInstance } = (await import(/* @vite-ignore */ address)) as Module;
    return createInstance({ baseUrl: base, noWorker: true, metaCacheTag: build, excerptLength: 22 });
  } catch (error) {
    tries += 1;
    throw error;
  }
}

/** Waits for work no longer than the limit. @throws a sentence when it has passed */
function withinLimit<T>(work: Promise<T>): Promise<T> {
  const end = new Promise<never>((_, reject) => setTimeout(reject, LIMIT, 'the limit of 8 s has passed'));
  return Promise.race([work, end]);
}

const total = ({ weighted_locations }: SubResult): number =>
  weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);

async function readPage(result: Result): Promise<TextPage> {
  const { url, excerpt, meta, sub_results } = await result.data();
  const title = meta['title'] ?? url;
  const sections = [...sub_results].sort((a, b) => total(b) - total(a)).slice(0, SECTIONS);
  return {
    title,
    sections:
      sections.length > 0
        ? sections.map((hit) => ({ address: hit.url, title: hit.title, excerpt: hit.excerpt }))
        : [{ address: url, title, excerpt }],
  };
}

async function find(pagefind: Pagefind, words: readonly string[], filters: Record<string, string>): Promise<Result[]> {
  const { results } = await pagefind.search(words.join(' '), { filters });
  if (results.length > 0 || words.length < 2) return results;
  // No page has all the words: take those that have most of them.
  const sums = new Map<string, { result: Result; score: number }>();
  for (const word of words) {
    for (const result of (await pagefind.search(word, { filters })).results) {
      sums.set(result.id, { result, score: (sums.get(result.id)?.score ?? 0) + result.score });
    }
  }
  return [...sums.values()].sort((a, b) => b.score - a.score).map(({ result }) => result);
}

/**
 * Searches the text of all pages.
 * @throws FullTextUnavailable when the answer cannot be trusted; nothing found is an empty list
 */
export async function searchText(
  words: readonly string[],
  { base, build, filters = {} }: { base: string; build: string; filters?: Record<string, string> },
): Promise<TextPage[]> {
  const failed = failures;
  try {
    return await withinLimit(
      (async () => {
        const pagefind = await (engine ??= load(base, build));
        const results = await find(pagefind, words, filters);
        const pages = await Promise.all(results.slice(0, PAGES).map(readPage));
        if (failures > failed) throw new FullTextUnavailable('a part of the index did not arrive');
        return pages;
      })(),
    );
  } catch (error) {
    engine = undefined;
    throw error instanceof FullTextUnavailable ? error : new FullTextUnavailable(String(error));
  }
}
