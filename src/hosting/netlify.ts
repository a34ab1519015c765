/** `_headers` and `_redirects`, as Netlify and Cloudflare Pages read them from the root of the built site. */
import type { InlineHashes } from '../build/policy.ts';
import { HASHED_FOLDERS, headerPolicy, IMMUTABLE, securityHeaders } from './headers.ts';
import type { Site } from './site.ts';

/** Cloudflare Pages' limits; Netlify has none as low. */
export const LIMITS = { headerRules: 100, headerLine: 2000, redirects: 2000, redirectLine: 1000 };

function union(pages: Iterable<InlineHashes>): InlineHashes {
  const all = [...pages];
  const unite = (lists: (readonly string[])[]) => [...new Set(lists.flat())].sort();
  return { scripts: unite(all.map(({ scripts }) => scripts)), styles: unite(all.map(({ styles }) => styles)) };
}

/**
 * One policy for all pages. Two rules for one address are joined on these hosts, so it cannot differ from page to page;
 * and when all the hashes of all the sheets do not fit a line, the header leaves the inline styles to the page. Nothing
 * is loosened: a browser applies header and <meta> both, and each page's <meta> allows its own sheet only.
 */
export function sharedPolicy(pages: Iterable<InlineHashes>): string {
  const hashes = union(pages);
  const exact = headerPolicy(hashes);
  const room = LIMITS.headerLine - '  Content-Security-Policy: '.length;
  return exact.length <= room ? exact : headerPolicy({ scripts: hashes.scripts, styles: ["'unsafe-inline'"] });
}

function checkLines(file: string, lines: readonly string[], limit: number): void {
  const long = lines.find((line) => line.length > limit);
  if (long === undefined) return;
  throw new Error(
    `${file} has a line of ${long.length} characters (${long.slice(0, 60).trim()}…); Cloudflare Pages reads ${limit}.`,
  );
}

/**
 * Cache rules name only what never changes: both hosts have everything else revalidated by themselves, and Cloudflare
 * would join a second value to the first.
 * @throws when the file is over a limit
 */
export function writeHeadersFile({ pages, prefix, preload }: Site): string {
  const headers = Object.entries(securityHeaders(sharedPolicy(pages.values()), preload));
  const rules = [
    ['/*', ...headers.map(([name, value]) => `  ${name}: ${value}`)],
    ...HASHED_FOLDERS.map((folder) => [`${prefix}/${folder}/*`, `  Cache-Control: ${IMMUTABLE}`]),
  ];
  checkLines('_headers', rules.flat(), LIMITS.headerLine);
  if (rules.length > LIMITS.headerRules)
    throw new Error(`_headers has ${rules.length} rules; Cloudflare Pages reads ${LIMITS.headerRules}.`);
  return `${rules.map((rule) => rule.join('\n')).join('\n\n')}\n`;
}

/** @throws when the file is over a limit */
export function writeRedirectsFile({ prefix, redirects }: Site): string {
  const lines = redirects.map(({ from, to }) => `${prefix}${from} ${prefix}${to} 301`);
  checkLines('_redirects', lines, LIMITS.redirectLine);
  if (lines.length > LIMITS.redirects)
    throw new Error(`_redirects has ${lines.length} lines; Cloudflare Pages reads ${LIMITS.redirects}.`);
  return ['# Written by the build from src/hosting/redirects.json', ...lines, ''].join('\n');
}
