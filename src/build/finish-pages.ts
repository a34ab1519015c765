import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { listPaths } from './built-pages.ts';
import { hardenPage, listScripts } from './harden.ts';
import { keyOf, makeOnce, type Kept } from './kept.ts';
import { forEachInLanes, openLanes } from './lanes.ts';
import { onRendered, type Rendered } from './rendered.ts';
import { beginWith, openThread, type Begun, type Thread } from './thread.ts';
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

/** Bytes of a page, and of its Brotli twin. */
interface Packed {
  before: number;
  after: number;
}

/** The finishing of the pages of one build. Pages are files below its folder. */
interface Finishing {
  /** Finishes and packs a page while others are rendered. */
  begin: (page: Rendered) => void;
  /** Finishes what is there now: of what was begun, only what has changed since. */
  finish: (paths: readonly string[]) => Promise<void>;
  /** Writes the finished pages over those that Astro made. @returns what packing has come to */
  write: () => Promise<[path: string, packed: Packed][]>;
}

export function openFinishing({
  dist,
  base,
  kept,
  pack,
}: {
  dist: string;
  base: string;
  kept: Kept;
  /** Packs a finished page. @param path the file it is in, or will be */
  pack: (path: string, html: string) => Promise<Packed>;
}): Finishing {
  const finish = makeFinisher(dist, base, kept);
  const inLane = openLanes();
  const pages = new Map<string, { version: string; made: Promise<{ html: string; packed: Packed }> }>();
  const begin = ({ path, html }: Rendered): void => {
    const before = pages.get(path);
    const version = keyOf(html);
    if (before?.version === version) return;
    const made = inLane(async () => {
      // What was packed of another version is written by then, and does not come after this.
      await before?.made.catch(() => undefined);
      await mkdir(dirname(join(dist, path)), { recursive: true });
      const finished = await finish(html);
      return { html: finished, packed: await pack(join(dist, path), finished) };
    });
    // Whatever is wrong is said where it is waited for.
    made.catch(() => undefined);
    pages.set(path, { version, made });
  };
  return {
    begin,
    finish: async (paths) => {
      const there = new Set(paths);
      for (const path of pages.keys()) if (!there.has(path)) pages.delete(path);
      for (const path of paths) begin({ path, html: readFileSync(join(dist, path), 'utf8') });
      await Promise.all([...pages.values()].map(({ made }) => made));
    },
    write: async () => {
      const written: [string, Packed][] = [];
      await forEachInLanes(pages, async ([path, { made }]) => {
        const { html, packed } = await made;
        await writeFile(join(dist, path), html);
        written.push([join(dist, path), packed]);
      });
      await kept.store.prune();
      return written;
    },
  };
}

/** What the thread is told: a page as it is rendered; which files there are, when all is; that nobody reads them any more. */
export type Message = { rendered: Rendered } | { finish: string[] } | { write: true };

/** What works beside the finishing of pages. */
interface Beside {
  /** Waits until nobody reads the pages as Astro made them. */
  read: () => Promise<void>;
  /** Is told of each page that was packed. */
  packed: (path: string, packed: Packed) => void;
}

/**
 * Finishes each built page, in a thread of its own. Stands after what changes pages, and before what reads their hashes.
 */
export function finishPages({ read, packed }: Beside): AstroIntegration {
  let begun: Begun;
  let thread: Thread;
  let stopListening: () => void;
  const tell = (message: Message): Promise<unknown> => thread.ask(message);
  return {
    name: 'finish-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        begun = beginWith('pages', config);
      },
      'astro:build:start': () => {
        thread = openThread(new URL('finishing-thread.ts', import.meta.url), begun);
        stopListening = onRendered((rendered) => {
          thread.tell({ rendered } satisfies Message);
        });
      },
      'astro:build:done': async () => {
        stopListening();
        await tell({ finish: listPaths(begun.dist) });
        await read();
        const pages = (await tell({ write: true })) as Awaited<ReturnType<Finishing['write']>>;
        for (const [path, bytes] of pages) packed(path, bytes);
      },
    },
  };
}
