import { readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { listHtml } from './built-pages.ts';
import { hardenPage, listScripts } from './harden.ts';
import { keptBy, keyOf, makeOnce, type Kept } from './kept.ts';
import { forEachInLanes } from './lanes.ts';
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

/** What works beside the finishing of pages. */
interface Beside {
  /** Waits until nobody reads the pages as Astro made them. */
  read: () => Promise<void>;
  /** Packs a finished page. */
  pack: (path: string, html: string) => Promise<void>;
}

/** Finishes each built page. Stands after what changes pages, and before what reads their hashes. */
export function finishPages({ read, pack }: Beside): AstroIntegration {
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
        // The largest first, since it is packed the longest.
        const pages = listHtml(dist).map((path) => ({ path, size: statSync(path).size }));
        await forEachInLanes(
          pages.sort((a, b) => b.size - a.size),
          async ({ path }) => {
            const html = await finish(readFileSync(path, 'utf8'));
            const write = async (): Promise<void> => {
              await read();
              await writeFile(path, html);
            };
            await Promise.all([write(), pack(path, html)]);
          },
        );
        kept.store.prune();
      },
    },
  };
}
