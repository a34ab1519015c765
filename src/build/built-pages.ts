import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listBelow } from './files.ts';

/** The pages of the built site: address without the base path → the ids on it. */
export type BuiltPages = ReadonlyMap<string, ReadonlySet<string>>;
/** What is enough to follow a link. */
export type KnownPages = Pick<BuiltPages, 'has' | 'get'>;

/** Every HTML file of a build, by its path there, in a fixed order: roles/user/index.html */
export const listPaths = (dist: string): string[] => listBelow(dist).filter((path) => path.endsWith('.html'));

/** The same files as absolute paths. */
export const listHtml = (dist: string): string[] => listPaths(dist).map((path) => join(dist, path));

const readIds = (path: string): Set<string> =>
  new Set([...readFileSync(path, 'utf8').matchAll(/\sid="?([^\s">]+)/g)].map((match) => match[1] ?? ''));

/** The file of each page: `/roles/user/` → roles/user/index.html. */
function filesOfPages(dist: string): Map<string, string> {
  return new Map(listPaths(dist).map((path) => [`/${path}`.replace(/index\.html$/, ''), join(dist, path)]));
}

/** Reads which pages and ids a build has. */
export function readBuiltPages(dist: string): BuiltPages {
  return new Map(Array.from(filesOfPages(dist), ([address, path]) => [address, readIds(path)]));
}

/** Knows which pages a build has, and reads the ids of those that are asked for. */
export function openBuiltPages(dist: string): KnownPages {
  const files = filesOfPages(dist);
  const read = new Map<string, ReadonlySet<string>>();
  return {
    has: (address) => files.has(address),
    get: (address) => {
      const path = files.get(address);
      const ids = read.get(address) ?? (path === undefined ? undefined : readIds(path));
      if (ids) read.set(address, ids);
      return ids;
    },
  };
}

/** Addresses on this site that a content file names: Markdown links and YAML `section:` fields. */
export function findAddresses(text: string): { address: string; line: number }[] {
  return text.split('\n').flatMap((content, index) =>
    [...content.matchAll(/\]\((\/[^)\s]*)\)|^\s*section:\s*["']?(\/[^\s"']*)/g)].map((match) => ({
      address: match[1] ?? match[2] ?? '',
      line: index + 1,
    })),
  );
}

/** Whether an address such as /roles/user/#week names a page of the build, and an id on it. */
export function leadsSomewhere(address: string, pages: KnownPages): boolean {
  const [path = '', id] = address.split('#');
  return id === undefined ? pages.has(path) : (pages.get(path)?.has(id) ?? false);
}
