import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { listPaths } from './built-pages.ts';
import type { Finishing, Packed } from './finish-pages.ts';
import { folderOf, programOf } from './kept.ts';
import { onData, onRendered, type Data, type Rendered } from './rendered.ts';
import type { Painting } from './social-images.ts';
import { openThread, type Thread } from './thread.ts';

/** What the thread begins with. */
export interface Begun {
  /** Folder of the build */
  dist: string;
  /** The path before every address; begins and ends with a slash */
  base: string;
  program: string;
  /** Folder of the project */
  root: string;
  /**
   * Folders of what builds before have kept: finished pages with their twins, images, files of templates, packed parts of
   * the search index
   */
  pages: string;
  images: string;
  forms: string;
  index: string;
}

/**
 * What the thread is told: a sheet that pages will link to; a page as it is rendered, and what pages load; a page that
 * another step made; which files there are, when all is rendered; that nobody reads them any more; to say what is painted;
 * that the full-text index is written.
 */
export type Message =
  | { sheet: string }
  | { rendered: Rendered }
  | { data: Data }
  | { changed: Rendered }
  | { finish: string[] }
  | { write: true }
  | { painted: true }
  | { index: true };

/** What works beside the finishing of pages. */
interface Beside {
  /** Is told of each page that was packed, and of what pages load. */
  packed: (path: string, packed: Packed) => void;
}

/** What is done with every page in a thread of its own, while others are rendered. */
interface PageWork {
  /** Waits until all images are painted. After `begin`. */
  painted: () => ReturnType<Painting['finish']>;
  /** Packs the full-text index, which is written. After `begin`. */
  packIndex: () => Promise<void>;
  /** Takes a page in place of what is in its file. Before `begin`. */
  change: (page: Rendered) => void;
  /** Stands after what changes pages. */
  begin: AstroIntegration;
  /** Waits until all is finished. Stands before what reads the hashes of pages. */
  end: AstroIntegration;
}

/** Finishes each built page, and paints its image. */
export function pageWork({ packed }: Beside): PageWork {
  const name = 'page-work';
  let isBuild = false;
  let begun: Begun;
  let thread: Thread;
  let stopListening: (() => void)[];
  let finished: Promise<unknown>;
  const tellSheets: Plugin = {
    name: 'page-work',
    writeBundle(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'asset' && file.fileName.endsWith('.css'))
          thread.tell({ sheet: file.source.toString() } satisfies Message);
    },
  };
  return {
    painted: () => thread.ask({ painted: true } satisfies Message) as ReturnType<Painting['finish']>,
    packIndex: async () => {
      await thread.ask({ index: true } satisfies Message);
    },
    change: (changed) => {
      thread.tell({ changed } satisfies Message);
    },
    begin: {
      name,
      hooks: {
        'astro:config:setup': ({ command, updateConfig }) => {
          isBuild = command === 'build';
          if (isBuild) updateConfig({ vite: { plugins: [tellSheets] } });
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
            forms: folderOf('template-files', root),
            index: folderOf('packed-index', root),
          };
          // It comes up while Astro makes ready and leaves the other processors idle.
          thread = openThread(new URL('page-thread.ts', import.meta.url), begun);
        },
        'astro:build:start': () => {
          stopListening = [
            onRendered((rendered) => {
              thread.tell({ rendered } satisfies Message);
            }),
            onData((data) => {
              thread.tell({ data } satisfies Message);
            }),
          ];
        },
        'astro:build:done': () => {
          for (const stop of stopListening) stop();
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
          const pages = (await thread.ask({ write: true } satisfies Message)) as Awaited<
            ReturnType<Finishing['write']>
          >;
          for (const [path, bytes] of pages) packed(path, bytes);
        },
      },
    },
  };
}
