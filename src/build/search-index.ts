import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import { close, createIndex } from 'pagefind';
import { takeTrimmed, trimScript } from '../hosting/pagefind-script.ts';
import { listPaths } from './built-pages.ts';
import { openSequence } from './in-order.ts';
import { keptBy, keyOf, makeOnce, type Kept } from './kept.ts';
import { fileOf, onRendered } from './rendered.ts';

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

type Opening = ReturnType<typeof openIndex>;

/** Pagefind's script for the page without what only people read, or what was made of the same one before. */
async function trimOnce(source: string, { store, program }: Kept): Promise<string> {
  return takeTrimmed(source) ?? makeOnce(store, keyOf('program', program, source), () => trimScript(source));
}

/** Only pages with this have text that is searched. */
const SEARCHED = 'data-pagefind-body';

/** The files of the pages that are to be rendered: in the order of their routes, as they will be, and by name in each. */
function orderPages(paths: Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>): string[] {
  const ofRoutes = new Map<unknown, string[]>();
  for (const { pathname, route } of paths.filter(({ route }) => route.type === 'page')) {
    const files = ofRoutes.get(route) ?? [];
    files.push(fileOf(`${pathname.replace(/\/$/, '')}/`, '/'));
    ofRoutes.set(route, files);
  }
  return [...ofRoutes.values()].flatMap((files) => files.sort());
}

/** Waits until all pages are read, and writes what was made of them to dist/pagefind. @throws when a page fails or there is none */
async function writeIndex(opening: Opening, adding: Promise<string[]>[], dist: string): Promise<void> {
  const { index, errors } = await opening;
  report(errors);
  if (!index) throw new Error('The search index could not be made: Pagefind gave no index.');
  report((await Promise.all(adding)).flat());
  if (adding.length === 0) throw new Error(`The search index is empty: no page has ${SEARCHED}.`);
  report((await index.writeFiles({ outputPath: join(dist, 'pagefind') })).errors);
  await close();
}

/** Makes of what Pagefind wrote for browsers what readers get. */
async function trimProgram(dist: string, kept: Kept): Promise<void> {
  const script = join(dist, 'pagefind', 'pagefind.js');
  writeFileSync(script, await trimOnce(readFileSync(script, 'utf8'), kept));
  kept.store.prune();
  for (const file of UNUSED) rmSync(join(dist, 'pagefind', file), { force: true });
}

const TYPES: Record<string, string> = { js: 'text/javascript', json: 'application/json' };

/** The steps of making the index. Pagefind works in a process of its own, beside what renders pages and the steps after it. */
interface Indexing {
  /** Lets the pages be read as they are rendered. Stands before what changes them. */
  begin: AstroIntegration;
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
  let opening: Opening;
  let written: Promise<void> | undefined;
  let stopListening: (() => void) | undefined;
  /** What was wrong with each page */
  const adding: Promise<string[]>[] = [];
  // The numbers of the pages in the index are the order they are given in: not the one they happen to be finished in, nor
  // that of the names in a folder, which each file system has its own of.
  const pages = openSequence((sourcePath, content: string) => {
    if (!content.includes(SEARCHED)) return;
    const add = async (): Promise<string[]> => {
      const { index } = await opening;
      return index ? (await index.addHTMLFile({ sourcePath, content })).errors : [];
    };
    const added = add();
    // Whatever is wrong is said where it is waited for; without this, Node would stop before.
    added.catch(() => undefined);
    adding.push(added);
  });
  return {
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
        'astro:build:start': ({ setPrerenderer }) => {
          adding.length = 0;
          stopListening = onRendered(({ path, html }) => {
            pages.come(path, html);
          });
          setPrerenderer((usual) => ({
            ...usual,
            getStaticPaths: async () => {
              const paths = await usual.getStaticPaths();
              pages.expect(orderPages(paths));
              return paths;
            },
          }));
        },
        'astro:build:done': ({ dir }) => {
          const dist = fileURLToPath(dir);
          stopListening?.();
          pages.end(listPaths(dist), (path) => readFileSync(join(dist, path), 'utf8'));
          written = writeIndex(opening, adding, dist).then(() => {
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
          logger.info(`${adding.length} pages indexed for full-text search`);
        },
      },
    },
  };
}
