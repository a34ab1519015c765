import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The pages of the built site: address without the base path → the ids on it. */
export type BuiltPages = ReadonlyMap<string, ReadonlySet<string>>;

/** Every HTML file of a build, as absolute paths in a fixed order. */
export function listHtml(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Reads which pages and ids a build has. `/roles/user/` stands for roles/user/index.html. */
export function readBuiltPages(dist: string): BuiltPages {
  return new Map(
    listHtml(dist).map((path) => {
      const address = `/${relative(dist, path).split(sep).join('/')}`.replace(/index\.html$/, '');
      const ids = [...readFileSync(path, 'utf8').matchAll(/\sid="?([^\s">]+)/g)].map((match) => match[1] ?? '');
      return [address, new Set(ids)];
    }),
  );
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
export function leadsSomewhere(address: string, pages: BuiltPages): boolean {
  const [path = '', id] = address.split('#');
  const ids = pages.get(path);
  return ids !== undefined && (id === undefined || ids.has(id));
}
