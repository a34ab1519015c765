import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { listHtml } from './built-pages.ts';
import { hash, policyOf } from './policy.ts';

const CHARSET = /<meta charset="?utf-8"?\s*\/?>/i;

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

/** Gives each built page its content security policy and the hashes of its scripts. */
export function harden(): AstroIntegration {
  let base = '/';
  return {
    name: 'harden',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
      },
      'astro:build:done': ({ dir }) => {
        const dist = fileURLToPath(dir);
        for (const page of listHtml(dist)) writeFileSync(page, hardenPage(readFileSync(page, 'utf8'), dist, base));
      },
    },
  };
}
