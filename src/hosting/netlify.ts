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

const NAME = 'Content-Security-Policy';
const ROOM = LIMITS.headerLine - `  ${NAME}: `.length;

/**
 * The policy of every address of the site. When all the hashes of all the sheets do not fit a line, it leaves inline styles
 * to the policies of the parts, and to the one in each page.
 */
export function sharedPolicy(pages: Iterable<InlineHashes>): string {
  const hashes = union(pages);
  const exact = headerPolicy(hashes);
  return exact.length <= ROOM ? exact : headerPolicy({ scripts: hashes.scripts, styles: ["'unsafe-inline'"] });
}

/** The part of the guide an address is in, as a rule names it: /roles/user/ → /roles/*. Nothing for a file at the root. */
function partOf(address: string): string | undefined {
  if (address === '/') return address;
  const folder = /^\/[^/]+\//.exec(address)?.[0];
  return folder === undefined ? undefined : `${folder}*`;
}

/** Rules there is room for, besides the one for all addresses and those for caches. */
const MOST_PARTS = LIMITS.headerRules - HASHED_FOLDERS.length - 1;

/**
 * The policy of each part of the guide, with the hashes of its sheets and no others. Every part can be asked for a page that
 * it does not have, so each allows what stands at the root (404.html) as well.
 * @returns the policies by path, and the parts that are left to their pages: there is no room for their hashes
 */
export function partPolicies(pages: Site['pages']): { policies: Map<string, string>; left: string[] } {
  const parts = Map.groupBy(pages, ([address]) => partOf(address));
  const atRoot = parts.get(undefined) ?? [];
  const policies = new Map<string, string>();
  const left: string[] = [];
  for (const [part, own] of parts) {
    if (part === undefined) continue;
    const exact = headerPolicy(union([...own, ...atRoot].map(([, hashes]) => hashes)));
    if (exact.length <= ROOM && policies.size < MOST_PARTS) policies.set(part, exact);
    else left.push(part);
  }
  return { policies, left };
}

function checkLines(file: string, lines: readonly string[], limit: number): void {
  const long = lines.find((line) => line.length > limit);
  if (long === undefined) return;
  throw new Error(
    `${file} has a line of ${long.length} characters (${long.slice(0, 60).trim()}…); Cloudflare Pages reads ${limit}.`,
  );
}

/**
 * These hosts join two rules for one address. Two policies mean that a browser obeys both: a part's own forbids the inline
 * styles that the shared one leaves to it; and each is whole, should a host send only one. Cache rules name only what never
 * changes: both hosts have everything else revalidated by themselves, and a second value would be joined to theirs.
 * @throws when the file is over a limit
 */
export function writeHeadersFile({ pages, prefix, preload }: Site): string {
  const headers = Object.entries(securityHeaders(sharedPolicy(pages.values()), preload));
  const rules = [
    ['/*', ...headers.map(([name, value]) => `  ${name}: ${value}`)],
    ...Array.from(partPolicies(pages).policies, ([part, policy]) => [`${prefix}${part}`, `  ${NAME}: ${policy}`]),
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
