import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { listPaths } from './built-pages.ts';
import { hardenPage, listScripts } from './harden.ts';
import { folderOf, keyOf, makeOnce, programOf, type Kept } from './kept.ts';
import { forEachInLanes, openLanes } from './lanes.ts';
import { onRendered, type Rendered } from './rendered.ts';
import { makeFolderOf, save } from './save.ts';
import type { Painting } from './social-images.ts';
import { openThread, type Thread } from './thread.ts';
import { trimMarkup } from './trim-markup.ts';
import { listSheets, makeTrimmer } from './trim-styles.ts';

/** Makes pages ready for readers. */
interface Finisher {
  /** @param version of the page: what `keyOf` makes of it */
  finish: (html: string, version: string) => Promise<string>;
  /** Files of the build that are in the pages now, and that no page asks for any more */
  spent: () => string[];
}

/**
 * Finishes pages as Astro made them: takes out what serves nobody who reads, puts in of its sheets what the page uses, and
 * the policy with the hash of it. What comes of the same page, sheets, scripts and program is taken from before.
 * @param base the path before every address; begins and ends with a slash
 */
export function makeFinisher(dist: string, base: string, { store, program }: Kept): Finisher {
  const files = new Map<string, Buffer>();
  const read = (path: string): Buffer => {
    const content = files.get(path) ?? readFileSync(join(dist, path));
    files.set(path, content);
    return content;
  };
  const sheets = new Set<string>();
  const pathOf = (href: string): string => href.slice(base.length);
  const trimStyles = makeTrimmer({ store, program }, (href) => read(pathOf(href)).toString());
  return {
    finish: async (html, version) => {
      const own = listSheets(html).map(pathOf);
      for (const path of own) sheets.add(path);
      const key = keyOf('page', program, base, version, ...[...own, ...listScripts(html, base)].map(read));
      return makeOnce(store, key, async () => hardenPage(await trimStyles(trimMarkup(html)), dist, base));
    },
    spent: () => [...sheets].map((path) => join(dist, path)),
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
  /** Finishes a page in place of what is in its file. */
  change: (page: Rendered) => void;
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
  const finisher = makeFinisher(dist, base, kept);
  const inLane = openLanes();
  const pages = new Map<string, { version: string; made: Promise<{ html: string; packed: Packed }> }>();
  const begin = ({ path, html }: Rendered): void => {
    const before = pages.get(path);
    const version = keyOf(html);
    if (before?.version === version) return;
    const made = inLane(async () => {
      // What was packed of another version is written by then, and does not come after this.
      await before?.made.catch(() => undefined);
      makeFolderOf(join(dist, path));
      const finished = await finisher.finish(html, version);
      return { html: finished, packed: await pack(join(dist, path), finished) };
    });
    // Whatever is wrong is said where it is waited for.
    made.catch(() => undefined);
    pages.set(path, { version, made });
  };
  const changed = new Set<string>();
  return {
    begin,
    change: (page) => {
      changed.add(page.path);
      begin(page);
    },
    finish: async (paths) => {
      const there = new Set(paths);
      for (const path of pages.keys()) if (!there.has(path)) pages.delete(path);
      for (const path of paths.filter((one) => !changed.has(one)))
        begin({ path, html: readFileSync(join(dist, path), 'utf8') });
      await Promise.all([...pages.values()].map(({ made }) => made));
    },
    write: async () => {
      const written: [string, Packed][] = [];
      await forEachInLanes(pages, async ([path, { made }]) => {
        const { html, packed } = await made;
        await save(join(dist, path), html);
        written.push([join(dist, path), packed]);
      });
      for (const path of finisher.spent()) await rm(path, { force: true });
      await kept.store.prune();
      return written;
    },
  };
}

/** What the thread begins with. */
export interface Begun {
  /** Folder of the build */
  dist: string;
  /** The path before every address; begins and ends with a slash */
  base: string;
  program: string;
  /** Folder of the project */
  root: string;
  /** Folders of what builds before have kept: finished pages with their twins, images */
  pages: string;
  images: string;
}

/**
 * What the thread is told: a page as it is rendered; one that another step made of it; which files there are, when all is
 * rendered; that nobody reads them any more; to say what is painted.
 */
export type Message =
  { rendered: Rendered } | { changed: Rendered } | { finish: string[] } | { write: true } | { painted: true };

/** What works beside the finishing of pages. */
interface Beside {
  /** Waits until nobody reads the pages as Astro made them. */
  read: () => Promise<void>;
  /** Is told of each page that was packed. */
  packed: (path: string, packed: Packed) => void;
}

/** The steps of finishing each built page, and painting its image, in a thread of its own. */
interface FinishingSteps {
  /** Waits until all images are painted. After `begin`. */
  painted: () => ReturnType<Painting['finish']>;
  /** Takes a page in place of what is in its file. Before `begin`. */
  change: (page: Rendered) => void;
  /** Stands after what changes pages. */
  begin: AstroIntegration;
  /** Waits until all is finished. Stands before what reads the hashes of pages. */
  end: AstroIntegration;
}

export function finishPages({ read, packed }: Beside): FinishingSteps {
  const name = 'finish-pages';
  let isBuild = false;
  let begun: Begun;
  let thread: Thread;
  let stopListening: () => void;
  let finished: Promise<unknown>;
  return {
    painted: () => thread.ask({ painted: true } satisfies Message) as ReturnType<Painting['finish']>,
    change: (changed) => {
      thread.tell({ changed } satisfies Message);
    },
    begin: {
      name,
      hooks: {
        'astro:config:setup': ({ command }) => {
          isBuild = command === 'build';
        },
        'astro:config:done': ({ config: { root, outDir, base } }) => {
          if (!isBuild) return;
          begun = {
            dist: fileURLToPath(outDir),
            base: `${base.replace(/\/$/, '')}/`,
            program: programOf(root),
            root: fileURLToPath(root),
            pages: folderOf('pages', root),
            images: folderOf('social-images', root),
          };
          // It comes up while Astro makes ready and leaves the other processors idle.
          thread = openThread(new URL('finishing-thread.ts', import.meta.url), begun);
        },
        'astro:build:start': () => {
          stopListening = onRendered((rendered) => {
            thread.tell({ rendered } satisfies Message);
          });
        },
        'astro:build:done': () => {
          stopListening();
          finished = thread.ask({ finish: listPaths(begun.dist) } satisfies Message);
          // Whatever is wrong is said by the step that waits for it; without this, Node would stop before.
          finished.catch(() => undefined);
        },
      },
    },
    end: {
      name,
      hooks: {
        'astro:build:done': async () => {
          await finished;
          await read();
          const pages = (await thread.ask({ write: true } satisfies Message)) as Awaited<
            ReturnType<Finishing['write']>
          >;
          for (const [path, bytes] of pages) packed(path, bytes);
        },
      },
    },
  };
}
