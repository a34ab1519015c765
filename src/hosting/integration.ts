import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { openBuiltPages } from '../build/built-pages.ts';
import { listBelow } from '../build/files.ts';
import { hardenPage } from '../build/harden.ts';
import * as caddy from './caddy.ts';
import * as netlify from './netlify.ts';
import * as nginx from './nginx.ts';
import listed from './redirects.json' with { type: 'json' };
import { checkList, checkTargets, parseRedirects, stopOn, writeRedirectPage, type Redirect } from './redirects.ts';
import { prefixOf, readPageHashes, type Site } from './site.ts';

/** Files for hosts that read them from the site itself. */
export function writeSiteFiles(site: Site): Record<string, string> {
  return { _headers: netlify.writeHeadersFile(site), _redirects: netlify.writeRedirectsFile(site) };
}

/** Files for servers of one's own; they stand beside the site and are never served. */
export function writeServerFiles(site: Site): Record<string, string> {
  return {
    'maps.nginx': nginx.writeMaps(site),
    'headers.nginx': nginx.writeHeaders(site),
    'redirects.nginx': nginx.writeRedirects(site),
    'headers.caddy': caddy.writeHeaders(site),
    'redirects.caddy': caddy.writeRedirects(site),
  };
}

/** Where the files for servers go: `dist` → `dist-hosting`. */
export function serverFolder(dist: string): string {
  return `${dist.replace(/[/\\]$/, '')}-hosting`;
}

function writeAll(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/** Addresses of all files of a build. */
function addressesOf(dist: string): Set<string> {
  return new Set(listBelow(dist).map((path) => `/${path}`));
}

/** Pages at the old addresses, for hosts that know no redirects. A file that has moved cannot have one. */
function writeRedirectPages(dist: string, redirects: readonly Redirect[], prefix: string, origin: string): void {
  for (const { from, to } of redirects.filter((redirect) => redirect.from.endsWith('/'))) {
    const file = join(dist, from, 'index.html');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, hardenPage(writeRedirectPage(`${prefix}${to}`, origin), dist, `${prefix}/`));
  }
}

/**
 * Checks the redirects and writes what each host needs to know. Stands after pageWork(), since headers name the hashes of
 * the finished pages. @param list the redirects; tests plant others
 */
export function hosting(list: unknown = listed): AstroIntegration {
  let prefix = '';
  let origin = '';
  const redirects = parseRedirects(list);
  return {
    name: 'hosting',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        stopOn(checkList(redirects));
        prefix = prefixOf(config.base);
        origin = config.site ?? '';
        // In a build Astro would leave out a page that a redirect hides, where the check below could not see it, and its
        // own redirect pages are not whole documents.
        if (command !== 'dev') return;
        updateConfig({ redirects: Object.fromEntries(redirects.map(({ from, to }) => [from, `${prefix}${to}`])) });
      },
      'astro:build:done': ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        stopOn(checkTargets(redirects, openBuiltPages(dist), addressesOf(dist)));
        const preload = process.env['HSTS_PRELOAD'] === '1';
        const site: Site = { prefix, pages: readPageHashes(dist), redirects, preload };
        writeRedirectPages(dist, redirects, prefix, origin);
        writeAll(dist, writeSiteFiles(site));
        if (existsSync(serverFolder(dist))) rmSync(serverFolder(dist), { recursive: true });
        writeAll(serverFolder(dist), writeServerFiles(site));
        const { left } = netlify.partPolicies(site.pages);
        if (left.length > 0)
          logger.info(
            `_headers has no room for the hashes of ${left.join(', ')}: the policies in these pages hold them`,
          );
      },
    },
  };
}
