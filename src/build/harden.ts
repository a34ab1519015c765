import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash, policyOf } from './policy.ts';

const CHARSET = /<meta charset="?utf-8"?\s*\/?>/i;

/** Files of the site that a page loads scripts from, by their paths below `dist`. @param base as in a page's addresses */
export function listScripts(html: string, base: string): string[] {
  const sources = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map((match) => match[1] ?? '');
  return sources.filter((source) => source.startsWith(base)).map((source) => source.slice(base.length));
}

/** Adds the hash of the file to every script that is loaded from one. */
function addIntegrity(html: string, dist: string, base: string): string {
  return html.replace(
    /<script([^>]*)\ssrc="([^"]+)"([^>]*)>/g,
    (tag, before: string, source: string, after: string) => {
      if (tag.includes('integrity=') || !source.startsWith(base)) return tag;
      const file = readFileSync(join(dist, source.slice(base.length)));
      return `<script${before} src="${source}" integrity="${hash(file)}"${after}>`;
    },
  );
}

/** Puts the policy first in the head of a page, right after its character set. */
export function hardenPage(html: string, dist: string, base: string): string {
  if (!CHARSET.test(html))
    throw new Error('A page has no <meta charset="utf-8">; the policy must stand right after it.');
  const signed = addIntegrity(html, dist, base);
  return signed.replace(
    CHARSET,
    (charset) => `${charset}<meta http-equiv="content-security-policy" content="${policyOf(signed)}">`,
  );
}
