import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch, { type Options } from 'minisearch';
import type { Section } from './sections.ts';

/** Gives the addresses a search shows for a query, from the top of the page to the bottom. */
export type Ask = (words: string) => string[] | Promise<string[]>;

interface SubResult {
  url: string;
  locations: number[];
}

interface Stock {
  options(options: object): Promise<void>;
  search(words: string): Promise<{ results: { data(): Promise<{ url: string; sub_results: SubResult[] }> }[] }>;
}

/** The three sections with most hits in page order, as Pagefind's own interfaces show them. */
function shownOf(all: readonly SubResult[]): string[] {
  const most = new Set([...all].sort((a, b) => b.locations.length - a.locations.length).slice(0, 3));
  return all.filter((one) => most.has(one)).map(({ url }) => url);
}

/** Pagefind as it comes, over the index of the site. Files are read as tests/search/run.ts has it: call that first. */
export async function openStock(dist: string): Promise<Ask> {
  const folder = resolve(dist);
  // Another instance than the one our search loads: its options are its own.
  const stock = (await import(`${pathToFileURL(`${folder}/pagefind/pagefind.js`).href}?stock`)) as Stock;
  await stock.options({ basePath: `${folder}/pagefind/`, baseUrl: '/', noWorker: true });
  return async (words) => {
    const { results } = await stock.search(words);
    const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return pages.flatMap(({ url, sub_results }) => (sub_results.length > 0 ? shownOf(sub_results) : [url]));
  };
}

/** What VitePress 1.6 tells MiniSearch. */
export const VITEPRESS = {
  fields: ['title', 'titles', 'text'],
  searchOptions: { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } },
};

/** An index as VitePress makes it. `storeText`: keep the text as well, without which there are no excerpts. */
export function indexSections(sections: readonly Section[], storeText: boolean): MiniSearch<Section> {
  const options: Options<Section> = { ...VITEPRESS, storeFields: ['title', 'titles', ...(storeText ? ['text'] : [])] };
  const index = new MiniSearch(options);
  index.addAll(sections);
  return index;
}

export function openMiniSearch(sections: readonly Section[]): Ask {
  const index = indexSections(sections, false);
  return (words) => index.search(words).map(({ id }) => String(id));
}
