import { createHash } from 'node:crypto';
import { minify } from 'vite';
import { PACKED_SCRIPT, readReady } from './packing.ts';
import made from './pagefind-script.json' with { type: 'json' };

/** Says of which script another was made. */
export const digestOf = (source: string): string => createHash('sha256').update(source).digest('hex');

/** Pagefind's script for the page without what only people read. */
export const trimScript = async (source: string): Promise<string> =>
  (await minify('pagefind.js', source, { module: true })).code;

/** The same, where it was made beforehand of this very script. */
export function takeTrimmed(source: string): string | undefined {
  return made.source === digestOf(source) ? readReady(PACKED_SCRIPT)?.content.toString() : undefined;
}
