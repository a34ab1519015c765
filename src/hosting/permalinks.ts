/** Every address of the site, and every id on its pages, that someone may have kept: they answer for good. */
import { readBuiltPages } from '../build/built-pages.ts';
import { listBelow } from '../build/files.ts';
import type { Redirect } from './redirects.ts';

/** Address → ids, both in order. Files other than pages have none. */
export type Permalinks = Readonly<Record<string, readonly string[]>>;

/** Files nobody keeps the address of: names that change with their content, data of the search, packed twins. */
const PASSING = /^\/(assets|pagefind)\/|^\/_(headers|redirects)$|\.(br|gz|json)$/;

/** Repeats the other pages: its address is promised, the ids of the sections in it are not. */
const COPY = '/print/';

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Reads the addresses and ids of a build. Pages that only lead on are left out: the redirect list has them. */
export function collectPermalinks(dist: string, redirects: readonly Redirect[]): Permalinks {
  const moved = new Set(redirects.map(({ from }) => from));
  const files = listBelow(dist)
    .filter((path) => !path.endsWith('.html'))
    .map((path) => [`/${path}`, []] as const);
  const pages = [...readBuiltPages(dist)].map(
    ([address, ids]) => [address, address === COPY ? [] : [...ids].sort(byCode)] as const,
  );
  const all = [...pages, ...files].filter(([address]) => !PASSING.test(address) && !moved.has(address));
  return Object.fromEntries(all.sort(([a], [b]) => byCode(a, b)));
}

/** Where an old address leads today: itself, or the target of its redirect. `id` is set when that names one. */
function resolve(
  address: string,
  now: Permalinks,
  redirects: readonly Redirect[],
): { ids: readonly string[]; id?: string } | undefined {
  const target = now[address] ? address : redirects.find(({ from }) => from === address)?.to;
  const [path = '', id] = target?.split('#') ?? [];
  const ids = now[path];
  return ids && { ids, ...(id === undefined ? {} : { id }) };
}

/** What the baseline promises and the build no longer keeps, each with what to do. */
export function findVanished(baseline: Permalinks, now: Permalinks, redirects: readonly Redirect[]): string[] {
  return Object.entries(baseline).flatMap(([address, ids]) => {
    const today = resolve(address, now, redirects);
    if (!today) return [`${address} is gone. Add where it went to src/hosting/redirects.json.`];
    // A redirect to an id takes every reader of the old page there, whatever id they asked for.
    if (today.id !== undefined) return [];
    return ids
      .filter((id) => !today.ids.includes(id))
      .map((id) => `${address}#${id} is gone. Leave <span id="${id}"></span> where its text went.`);
  });
}

/** Addresses and ids that the baseline does not have yet. */
export function findNew(baseline: Permalinks, now: Permalinks): string[] {
  return Object.entries(now).flatMap(([address, ids]) => {
    const known = baseline[address];
    return known ? ids.filter((id) => !known.includes(id)).map((id) => `${address}#${id}`) : [address];
  });
}

/** The baseline with what is new. Nothing is ever taken out: an old link stays promised after its page has moved. */
export function mergePermalinks(baseline: Permalinks, now: Permalinks): Permalinks {
  const addresses = [...new Set([...Object.keys(baseline), ...Object.keys(now)])].sort(byCode);
  const unite = (address: string) => [...new Set([...(baseline[address] ?? []), ...(now[address] ?? [])])].sort(byCode);
  return Object.fromEntries(addresses.map((address) => [address, unite(address)]));
}

/** JSON with one line an address, so that a change shows as a change of one line. */
export function formatPermalinks(permalinks: Permalinks): string {
  const lines = Object.entries(permalinks).map(
    ([address, ids]) => `  ${JSON.stringify(address)}: ${JSON.stringify(ids)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}
