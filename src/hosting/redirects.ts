import { leadsSomewhere, type KnownPages } from '../build/built-pages.ts';

/** An address that has moved. `from` is a page or file; `to` may name an id on a page. Both without the base path. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Reads the list in redirects.json. @throws when an entry is not { "from": "/…", "to": "/…" } */
export function parseRedirects(list: unknown): Redirect[] {
  if (!Array.isArray(list)) throw new Error('src/hosting/redirects.json must be a list of { "from": …, "to": … }.');
  return list.map((entry: unknown, index) => {
    const { from, to, ...rest } = (entry ?? {}) as Record<string, unknown>;
    if (!isText(from) || !isText(to) || Object.keys(rest).length > 0) {
      throw new Error(
        `src/hosting/redirects.json entry ${index + 1} must have "from" and "to", both text, and no more.`,
      );
    }
    return { from, to };
  });
}

function checkAddresses({ from, to }: Redirect): string[] {
  const problems: string[] = [];
  if (!/^\/(?!\/)[\w./-]*$/.test(from) || !/\/$|\.\w+$/.test(from)) {
    const why = from.includes('#') ? ' A server never sees what follows #: leave <span id> on the page instead.' : '';
    problems.push(`${from} must begin with a slash, end with one or be a file, and be plain letters.${why}`);
  }
  if (!/^\/(?!\/)[\w./-]*(#[\w-]+)?$/.test(to))
    problems.push(`${from} leads to ${to}, which is no address of this site.`);
  return problems;
}

/** Follows one redirect as far as it goes. Gives the addresses on the way, the last twice when it never ends. */
function follow(from: string, table: ReadonlyMap<string, string>): string[] {
  const way = [from];
  for (let next = table.get(from); next !== undefined; next = table.get(next.split('#')[0] ?? '')) {
    const again = way.includes(next);
    way.push(next);
    if (again) break;
  }
  return way;
}

/** What is wrong with the list by itself: addresses, doubles, loops, chains. */
export function checkList(redirects: readonly Redirect[]): string[] {
  const table = new Map(redirects.map(({ from, to }) => [from, to]));
  return redirects.flatMap((redirect, index) => {
    const problems = checkAddresses(redirect);
    const { from } = redirect;
    if (redirects.findIndex((other) => other.from === from) !== index)
      problems.push(`${from} is redirected twice. Keep one.`);
    const way = follow(from, table);
    const last = way.at(-1) ?? '';
    if (way.indexOf(last) < way.length - 1) problems.push(`${from} goes round in a loop: ${way.join(' → ')}.`);
    else if (way.length > 2)
      problems.push(`${from} takes ${way.length - 1} steps: ${way.join(' → ')}. Point it straight at ${last}.`);
    return problems;
  });
}

/** What is wrong with the list on the site as built: it hides a live page, or leads nowhere. */
export function checkTargets(redirects: readonly Redirect[], pages: KnownPages, files: ReadonlySet<string>): string[] {
  return redirects.flatMap(({ from, to }) => [
    ...(pages.has(from) || files.has(from)
      ? [`${from} is a live page: the redirect would hide it. Remove one of them.`]
      : []),
    ...(leadsSomewhere(to, pages) || files.has(to)
      ? []
      : [`${from} leads to ${to}, which no page or id of the site answers to.`]),
  ]);
}

/** Stops the build with every problem of the list in one message. @throws when there is one */
export function stopOn(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`src/hosting/redirects.json is wrong:\n  ${problems.join('\n  ')}`);
}

/** The page that stands at an old address where the host knows no redirects (GitHub Pages). */
export function writeRedirectPage(to: string, site: string): string {
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>This page has moved</title>',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${to}">`,
    `<link rel="canonical" href="${new URL(to, site).href}"></head>`,
    `<body><main><h1>This page has moved</h1><p><a href="${to}">Go to its new address</a></p></main></body></html>\n`,
  ].join('');
}
