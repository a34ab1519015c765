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
function addIntegrity(html: string, dist: string, base: string, hashes: Map<string, string>): string {
  return html.replace(
    /<script([^>]*)\ssrc="([^"]+)"([^>]*)>/g,
    (tag, before: string, source: string, after: string) => {
      if (tag.includes('integrity=') || !source.startsWith(base)) return tag;
      const integrity = hashes.get(source) ?? hash(readFileSync(join(dist, source.slice(base.length))));
      hashes.set(source, integrity);
      return `<script${before} src="${source}" integrity="${integrity}"${after}>`;
    },
  );
}

/**
 * Puts the policy first in the head of a page, right after its character set.
 * @param hashes of the scripts of other pages of the same build, which mostly are the same
 */
export function hardenPage(html: string, dist: string, base: string, hashes = new Map<string, string>()): string {
  if (!CHARSET.test(html))
    throw new Error('A page has no <meta charset="utf-8">; the policy must stand right after it.');
  const signed = addIntegrity(html, dist, base, hashes);
  return signed.replace(
    CHARSET,
    (charset) => `${charset}<meta http-equiv="content-security-policy" content="${policyOf(signed)}">`,
  );
}
