import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import { takeTrimmed, trimScript } from '../hosting/pagefind-script.ts';
import { keptBy, keyOf, makeOnce, type Kept } from './kept.ts';

/** What Pagefind writes for its own interfaces; the guide has its own. */
const UNUSED = [
  'pagefind-ui.js',
  'pagefind-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-modular-ui.css',
  'pagefind-component-ui.js',
  'pagefind-component-ui.css',
  'pagefind-highlight.js',
  'pagefind-worker.js',
];

function report(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The search index could not be made:\n  ${errors.join('\n  ')}`);
}

/** Starts Pagefind's process. */
const openIndex = () => createIndex({ forceLanguage: 'en', excludeSelectors: ['.anchor', '.cite', '.map', 'math'] });

/** What Pagefind has read, in its process. */
interface Read {
  index: NonNullable<Awaited<ReturnType<typeof openIndex>>['index']>;
  pages: number;
}

/** Pagefind's script for the page without what only people read, or what was made of the same one before. */
async function trimOnce(source: string, { store, program }: Kept): Promise<string> {
  return takeTrimmed(source) ?? makeOnce(store, keyOf('program', program, source), () => trimScript(source));
}

/** Reads the built pages for full-text search. @throws when a page fails or none was indexed */
async function readPages(dist: string, opening: ReturnType<typeof openIndex>): Promise<Read> {
  const { index, errors } = await opening;
  report(errors);
  if (!index) throw new Error('The search index could not be made: Pagefind gave no index.');
  const added = await index.addDirectory({ path: dist });
  report(added.errors);
  if (added.page_count === 0) throw new Error('The search index is empty: no page has data-pagefind-body.');
  return { index, pages: added.page_count };
}

/** Writes what was read to dist/pagefind. */
async function writeIndex({ index }: Read, dist: string): Promise<void> {
  report((await index.writeFiles({ outputPath: join(dist, 'pagefind') })).errors);
  await close();
}

/** Makes of what Pagefind wrote for browsers what readers get. */
async function trimProgram(dist: string, kept: Kept): Promise<void> {
  const script = join(dist, 'pagefind', 'pagefind.js');
  writeFileSync(script, await trimOnce(readFileSync(script, 'utf8'), kept));
  await kept.store.prune();
  for (const file of UNUSED) rmSync(join(dist, 'pagefind', file), { force: true });
}

const TYPES: Record<string, string> = { js: 'text/javascript', json: 'application/json' };

/** The steps of making the index. Pagefind works in a process of its own, beside the steps that stand between them. */
interface Indexing {
  /** Begins to read the pages. Until `read`, no step may change them. */
  begin: AstroIntegration;
  /** Waits until the pages are read. */
  read: () => Promise<void>;
  /** Waits until all is written. The steps that read every file of the site stand after it. */
  end: AstroIntegration;
}

/** What is done with the files of the index. */
interface Beside {
  /** Is given the folder of the build as soon as the index is written, and what Pagefind has beside it is as readers get it. */
  index: (dist: string, trimmed: Promise<void>) => void;
}

/** The full-text index of the built pages; while writing, the one made last is served. */
export function searchIndex(beside: Beside): Indexing {
  let isBuild = false;
  let root = '';
  let kept: Kept;
  let opening: ReturnType<typeof openIndex>;
  let reading: Promise<Read> | undefined;
  let written: Promise<void> | undefined;
  return {
    read: async () => {
      await reading;
    },
    begin: {
      name: 'search-index',
      hooks: {
        'astro:config:setup': ({ command }) => {
          isBuild = command === 'build';
        },
        'astro:config:done': ({ config }) => {
          root = fileURLToPath(config.outDir);
          kept = keptBy('index', config.root);
          if (!isBuild) return;
          // Its process comes up while Astro makes ready and leaves the other processors idle.
          opening = openIndex();
          opening.catch(() => undefined);
        },
        'astro:build:done': ({ dir }) => {
          const dist = fileURLToPath(dir);
          reading = readPages(dist, opening);
          written = reading
            .then((read) => writeIndex(read, dist))
            .then(() => {
              const trimmed = trimProgram(dist, kept);
              beside.index(dist, trimmed);
              return trimmed;
            });
          // Whatever is wrong is said by the step that waits for it; without this, Node would stop before.
          written.catch(() => undefined);
        },
        'astro:server:setup': ({ server, logger }) => {
          if (!existsSync(join(root, 'pagefind'))) {
            logger.warn(
              'Full-text search needs one build: run npm run build once. Titles and terms are searched meanwhile.',
            );
          }
          server.middlewares.use((request, response, next) => {
            const file = /\/(pagefind\/[\w./-]+)(?:\?|$)/.exec(request.url ?? '')?.[1];
            const path = file === undefined ? '' : join(root, file);
            if (file === undefined || file.includes('..') || !existsSync(path)) return next();
            response.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
            response.end(readFileSync(path));
          });
        },
      },
    },
    end: {
      name: 'search-index',
      hooks: {
        'astro:build:done': async ({ logger }) => {
          await written;
          logger.info(`${(await reading)?.pages ?? 0} pages indexed for full-text search`);
        },
      },
    },
  };
}
