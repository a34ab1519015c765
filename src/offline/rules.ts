/**
 * The rules of reading without a connection, free of any browser. An address is a path below the base path without its
 * first slash: '' is the home page, 'roles/user/' a page, 'assets/a.B1c2.js' a file.
 */

/** The files of one build. */
export interface Manifest {
  /** Names the build: the same files and the same worker give the same name. */
  build: string;
  /** A part of the full-text index, which is packed, comes as it is or unpacked on the way: then there are two hashes. */
  files: readonly (readonly [address: string, hash: string, unpacked?: string])[];
}

/** The page shown in place of one that is not on the device. */
export const OFFLINE_PAGE = 'offline/';

/** The address that a URL names on this site, without query and fragment; undefined when it leads elsewhere. */
export function addressOf(url: string, scope: string): string | undefined {
  const [path = ''] = url.split(/[?#]/);
  if (!path.startsWith(scope)) return undefined;
  return path.slice(scope.length).replace(/(^|\/)index\.html$/, '$1');
}

/** Whether the name of a file changes with what is in it, so that a copy is never out of date. */
export function isNamedByContent(address: string): boolean {
  return address.startsWith('assets/') || /^pagefind\/.*\.pf_\w+$/.test(address);
}

/** Whether a browser shows the file in the tab of a page. */
export function isIcon(address: string): boolean {
  return address.startsWith('favicon.');
}

/** Whether every page may need the file: kept from the first moment. */
export function isCore(address: string): boolean {
  return address.startsWith('assets/') || isIcon(address) || address === OFFLINE_PAGE;
}

/** What a build keeps at once: everything if the reader asked for that, else the core and what was read before. */
export function listWanted({ files }: Manifest, everything: boolean, read: ReadonlySet<string>): string[] {
  return files.map(([address]) => address).filter((address) => everything || isCore(address) || read.has(address));
}

/** An open page: the browser's id of it, and what it shows. An empty hash when that is not known. */
export interface ShownPage {
  id: string;
  address: string;
  hash: string;
}

/** Whether a build that waits may take over: every page open now must show one of its own. */
export function mayTakeOver({ files }: Manifest, pages: readonly ShownPage[], open: readonly string[]): boolean {
  const hashes = new Map(files.map(([address, hash]) => [address, hash]));
  const own = new Set(pages.filter(({ address, hash }) => hashes.get(address) === hash).map(({ id }) => id));
  return open.every((id) => own.has(id));
}

/** Names of the caches of the site at a scope. A space ends the path, so that /a/ never sees the caches of /a/b/. */
export function cachePrefix(scope: string): string {
  return `guide ${new URL(scope).pathname} `;
}

/** Whether a file of this media type shrinks when packed. */
export function isPackable(type: string): boolean {
  return /^(text\/|application\/(javascript|json|manifest\+json)|image\/svg)/.test(type);
}
