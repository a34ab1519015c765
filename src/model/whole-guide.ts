/** Turns finished pages into sections of one document. An address is without the base path: /roles/user/. */

/** What a page needs to know to become a section. */
export interface Placement {
  address: string;
  /** How many levels its headings go down: its h1 becomes an h2, with one. */
  below: number;
  /** Addresses of all pages of the document, its own included. */
  pages: ReadonlySet<string>;
  /** The path before every address; begins and ends with a slash. */
  base: string;
}

/** The id of a page's section: /roles/user/ → roles-user. */
export function sectionId(address: string): string {
  return address.replace(/^\/|\/$/g, '').replaceAll('/', '-');
}

/** An id of a page as it stands in the document. Two hyphens, since no id or address has two in a row. */
function idWithin(address: string, id: string): string {
  return `${sectionId(address)}--${id}`;
}

const tagsOf = new Map<string, RegExp>();

/** Finds the opening and closing tags of elements of a name. */
function findTags(name: string): RegExp {
  const tags = tagsOf.get(name) ?? new RegExp(`<(/?)${name}(?=[\\s>])[^>]*>`, 'g');
  tagsOf.set(name, tags);
  return tags;
}

/** Where the element ends whose opening tag stands at `start`. @throws when it is not closed */
export function endOf(html: string, start: number): number {
  const name = /^<([\w-]+)/.exec(html.slice(start, start + 40))?.[1] ?? '';
  const tags = findTags(name);
  tags.lastIndex = start;
  let depth = 0;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return tags.lastIndex;
  }
  throw new Error(`<${name}> is not closed: ${html.slice(start, start + 80)}`);
}

/** Takes out every element whose opening tag matches, with all that is in it. @param opening with the flag g */
export function takeOut(html: string, opening: RegExp): string {
  let rest = '';
  let from = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    rest += html.slice(from, match.index);
    from = endOf(html, match.index);
    opening.lastIndex = from;
  }
  return rest + html.slice(from);
}

/** What serves the screen or the search alone. */
const NOT_PRINTED = /<[\w-]+[^>]*\sclass="(?:[^"]*\s)?(?:noprint|anchor|button)[\s"]|<script[\s>]/g;

/** What a page says: the inside of its article, without what serves the screen or the search alone. */
function readText(html: string): string {
  const start = html.search(/<article[\s>]/);
  if (start < 0) throw new Error('A page without <article> cannot stand in the whole guide.');
  const article = html.slice(html.indexOf('>', start) + 1, endOf(html, start) - '</article>'.length);
  const bare = takeOut(article, NOT_PRINTED);
  const plain = bare.replace(/<div class="h[23]">(<(h[23])[\s>][\s\S]*?<\/\2>)\s*<\/div>/g, '$1');
  return plain.replace(/\sdata-pagefind-[\w-]+(="[^"]*")?/g, '').replace(/<details(?![^>]*\sopen)/g, '<details open');
}

/** Where a link leads from inside the document: to a section of it, or to the site. */
function findTarget(href: string, { address, pages, base }: Placement): string {
  const [path = '', id] = (href.startsWith('#') ? address + href : href.replace(base, '/')).split('#');
  if (!pages.has(path) || !(href.startsWith('#') || href.startsWith(base))) return href;
  return `#${id === undefined ? sectionId(path) : idWithin(path, id)}`;
}

/** Makes a section of a finished page: its headings go down, its ids get its name, its links stay inside where they can. */
export function makeSection(html: string, placement: Placement): string {
  const { address, below } = placement;
  const rename = (ids: string): string =>
    ids
      .split(' ')
      .map((id) => idWithin(address, id))
      .join(' ');
  return (
    readText(html)
      .replace(
        /\s(id|for|aria-labelledby|aria-describedby)="([^"]+)"/g,
        (_, name: string, ids: string) => ` ${name}="${rename(ids)}"`,
      )
      // A landmark of one page is one of very many here.
      .replace(/<section(?=[^>]*\saria-labelledby=)/g, '<section role="group"')
      .replace(/\shref="([^"]+)"/g, (_, href: string) => ` href="${findTarget(href, placement)}"`)
      .replace(/<h1[^>]*>/, `<h1 class="page-title">`)
      .replace(/<(\/?)h([1-4])(?=[\s>])/g, (_, end: string, level: string) => `<${end}h${Number(level) + below}`)
  );
}
