/** Snippets that hosting/Caddyfile imports. */
import { HASHED_FOLDERS, headerPolicy, IMMUTABLE, REVALIDATE, securityHeaders } from './headers.ts';
import type { Site } from './site.ts';

const NOTE = '# Written by the build; see hosting/README.md.';

/** A block such as `map { … }`, as Caddy formats it. */
function writeBlock(head: string, lines: readonly string[]): string {
  return [`${head} {`, ...lines.map((line) => `\t${line}`), '}'].join('\n');
}

/** Headers of every response. A map is asked for the address as it stands when the header is written. */
export function writeHeaders({ pages, preload, prefix }: Site): string {
  const headers = securityHeaders(headerPolicy({ scripts: ['{guide_scripts}'], styles: ['{guide_styles}'] }), preload);
  const cached = HASHED_FOLDERS.map((folder) => `~^${prefix}/${folder}/ "${IMMUTABLE}"`);
  const hashes = [...pages].map(
    ([address, { scripts, styles }]) => `${prefix}${address} "${scripts.join(' ')}" "${styles.join(' ')}"`,
  );
  const lines = Object.entries({ ...headers, 'Cache-Control': '{guide_cache}' });
  return [
    NOTE,
    writeBlock('map {path} {guide_cache}', [...cached, `default "${REVALIDATE}"`]),
    writeBlock('map {path} {guide_scripts} {guide_styles}', [...hashes, 'default "" ""']),
    writeBlock('header', [...lines.map(([name, value]) => `${name} "${value}"`), '-Server']),
    '',
  ].join('\n');
}

/** Old addresses, and the page for those that never were. */
export function writeRedirects({ prefix, redirects }: Site): string {
  const missing = ['@missing expression {http.error.status_code} == 404', 'handle @missing {', '\troute {'];
  const answer = [
    `rewrite * ${prefix}/404.html`,
    'import headers.caddy',
    'file_server {',
    '\tprecompressed br gzip',
    '}',
  ];
  return [
    NOTE,
    ...redirects.map(({ from, to }) => `redir ${prefix}${from} ${prefix}${to} 301`),
    writeBlock('handle_errors', [...missing, ...answer.map((line) => `\t\t${line}`), '\t}', '}']),
    '',
  ].join('\n');
}
