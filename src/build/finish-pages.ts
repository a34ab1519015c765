import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { listHtml } from './built-pages.ts';
import { hardenPage, listScripts } from './harden.ts';
import { keptBy, keyOf, makeOnce, type Kept } from './kept.ts';
import { trimMarkup } from './trim-markup.ts';
import { makeTrimmer } from './trim-styles.ts';

/**
 * Finishes pages as Astro made them: takes out what serves nobody who reads, leaves in the sheet what the page uses, and
 * puts in the policy with the hash of it. What comes of the same page, scripts and program is taken from before.
 * @param base the path before every address; begins and ends with a slash
 */
export function makeFinisher(dist: string, base: string, { store, program }: Kept): (html: string) => Promise<string> {
  const trimStyles = makeTrimmer({ store, program });
  const scripts = new Map<string, Buffer>();
  const readScript = (path: string): Buffer => {
    const content = scripts.get(path) ?? readFileSync(join(dist, path));
    scripts.set(path, content);
    return content;
  };
  return async (html) => {
    const key = keyOf('page', program, base, html, ...listScripts(html, base).map(readScript));
    return makeOnce(store, key, async () => hardenPage(await trimStyles(trimMarkup(html)), dist, base));
  };
}

/** Finishes each built page. Stands after what reads pages as Astro made them, and before what reads their hashes. */
export function finishPages(): AstroIntegration {
  let base = '/';
  let root: URL;
  return {
    name: 'finish-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
        ({ root } = config);
      },
      'astro:build:done': async ({ dir }) => {
        const dist = fileURLToPath(dir);
        const kept = keptBy('pages', root);
        const finish = makeFinisher(dist, base, kept);
        for (const page of listHtml(dist)) writeFileSync(page, await finish(readFileSync(page, 'utf8')));
        kept.store.prune();
      },
    },
  };
}
