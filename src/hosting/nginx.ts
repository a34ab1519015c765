/** Snippets that hosting/nginx.conf includes. */
import type { InlineHashes } from '../build/policy.ts';
import { HASHED_FOLDERS, headerPolicy, IMMUTABLE, REVALIDATE, securityHeaders } from './headers.ts';
import type { Site } from './site.ts';

const NOTE = '# Written by the build; see hosting/README.md.';

function writeMap(variable: string, lines: readonly string[], standard = '""'): string {
  return [`map $uri ${variable} {`, `  default ${standard};`, ...lines.map((line) => `  ${line};`), '}'].join('\n');
}

/** For `http { }`: which file may be kept, and what each page's policy allows by hash. */
export function writeMaps({ pages, prefix }: Site): string {
  const hashesOf = (kind: keyof InlineHashes) =>
    [...pages].flatMap(([address, hashes]) => {
      const file = `${prefix}${address.replace(/\/$/, '/index.html')}`;
      return hashes[kind].length > 0 ? [`"${file}" "${hashes[kind].join(' ')}"`] : [];
    });
  return [
    NOTE,
    writeMap(
      '$guide_cache',
      HASHED_FOLDERS.map((folder) => `"~^${prefix}/${folder}/" "${IMMUTABLE}"`),
      `"${REVALIDATE}"`,
    ),
    writeMap('$guide_scripts', hashesOf('scripts')),
    writeMap('$guide_styles', hashesOf('styles')),
    '',
  ].join('\n');
}

/** For `server { }`. A location with an add_header of its own would lose all of these: use the maps instead. */
export function writeHeaders({ preload }: Site): string {
  const headers = securityHeaders(headerPolicy({ scripts: ['$guide_scripts'], styles: ['$guide_styles'] }), preload);
  const lines = Object.entries({ ...headers, 'Cache-Control': '$guide_cache' });
  return [NOTE, ...lines.map(([name, value]) => `add_header ${name} "${value}" always;`), ''].join('\n');
}

/** For `server { }`: old addresses, and the page for those that never were. */
export function writeRedirects({ prefix, redirects }: Site): string {
  return [
    NOTE,
    `error_page 404 ${prefix}/404.html;`,
    ...redirects.map(({ from, to }) => `location = ${prefix}${from} { return 301 "${prefix}${to}"; }`),
    '',
  ].join('\n');
}
