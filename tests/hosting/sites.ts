import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { writeServerFiles } from '../../src/hosting/integration.ts';
import { prefixOf, readPageHashes, type Site } from '../../src/hosting/site.ts';
import type { ServedSite } from './servers.ts';

/** An address that has moved, for the tests only: the real list may be empty. */
export const PLANTED = { from: '/moved-for-the-test/', to: '/roles/#main' };

export function describeSite(dist: string, base: string, redirects: Site['redirects'] = [PLANTED]): Site {
  return { prefix: prefixOf(base), pages: readPageHashes(dist), redirects, preload: false };
}

/** A root in which a built site stands under its base path, and the snippets for it with the planted redirect. */
export function layOut(dist: string, base: string): ServedSite {
  const folder = mkdtempSync(join(tmpdir(), 'guide-site-'));
  const snippets = join(folder, 'snippets');
  mkdirSync(snippets);
  for (const [name, text] of Object.entries(writeServerFiles(describeSite(dist, base))))
    writeFileSync(join(snippets, name), text);
  if (base === '/') return { root: resolve(dist), snippets };
  const place = join(folder, 'root', prefixOf(base));
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(resolve(dist), place);
  return { root: join(folder, 'root'), snippets };
}

/** Takes away what layOut() made; the build itself stays. */
export function clear({ snippets }: ServedSite): void {
  rmSync(dirname(snippets), { recursive: true, force: true });
}

/** One kind of file: an address of it, what it is, whether a browser keeps it for good. */
export interface Kind {
  readonly name: string;
  readonly address: string;
  readonly type: RegExp;
  readonly kept?: boolean;
  readonly missing?: boolean;
}

/** Every kind of file the site has, found in the build where names change. */
export function listKinds(dist: string): Kind[] {
  const find = (folder: string, ending: string): string => {
    const name = readdirSync(join(dist, folder))
      .sort()
      .find((file) => file.endsWith(ending));
    if (name === undefined) throw new Error(`${dist}/${folder} has no file that ends in ${ending}.`);
    return `/${folder}/${name}`;
  };
  const binary = /octet-stream/;
  return [
    { name: 'the home page', address: '/', type: /^text\/html; ?charset=utf-8$/i },
    { name: 'an article', address: '/roles/user/', type: /^text\/html; ?charset=utf-8$/i },
    { name: 'a script', address: find('assets', '.js'), type: /javascript; ?charset=utf-8$/i, kept: true },
    { name: 'a font', address: find('assets', '.woff2'), type: /^font\/woff2$/, kept: true },
    { name: 'a chunk of the index', address: find('pagefind/index', '.pf_index'), type: binary, kept: true },
    { name: 'a fragment of the index', address: find('pagefind/fragment', '.pf_fragment'), type: binary, kept: true },
    { name: 'pagefind.js', address: '/pagefind/pagefind.js', type: /javascript/ },
    { name: 'pagefind-entry.json', address: '/pagefind/pagefind-entry.json', type: /^application\/json/ },
    { name: 'the search terms', address: '/search-terms.json', type: /^application\/json/ },
    { name: 'the service worker', address: '/sw.js', type: /javascript/ },
    { name: 'the web manifest', address: '/manifest.webmanifest', type: /^application\/manifest\+json/ },
    { name: 'the icon', address: '/favicon.svg', type: /^image\/svg\+xml/ },
    { name: 'the sitemap', address: '/sitemap-index.xml', type: /xml/ },
    { name: 'robots.txt', address: '/robots.txt', type: /^text\/plain/ },
    { name: 'a missing page', address: '/no/such/page/', type: /^text\/html/, missing: true },
    { name: 'a missing hashed file', address: '/assets/gone.js', type: /^text\/html/, missing: true },
    { name: 'the header list of other hosts', address: '/_headers', type: /^text\/html/, missing: true },
  ];
}

/** The policy in the head of a built page. */
export function metaPolicyOf(html: string): string {
  const policy = /http-equiv="content-security-policy" content="([^"]+)"/.exec(html)?.[1];
  if (policy === undefined) throw new Error('The page has no policy.');
  return policy;
}

/** The file of a build that answers at an address. */
export function readAnswer(dist: string, { address, missing }: Pick<Kind, 'address' | 'missing'>): string {
  return readFileSync(join(dist, missing ? '404.html' : address.replace(/\/$/, '/index.html')), 'utf8');
}
