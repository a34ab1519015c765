import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import { minify } from 'vite';

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

/** Indexes the built pages for full-text search. @throws when a page fails or none was indexed */
async function writeIndex(dist: string): Promise<number> {
  const { index, errors } = await createIndex({
    forceLanguage: 'en',
    excludeSelectors: ['.anchor', '.cite', '.map', 'math'],
  });
  report(errors);
  if (!index) throw new Error('The search index could not be made: Pagefind gave no index.');
  const added = await index.addDirectory({ path: dist });
  report(added.errors);
  if (added.page_count === 0) throw new Error('The search index is empty: no page has data-pagefind-body.');
  const written = await index.writeFiles({ outputPath: join(dist, 'pagefind') });
  report(written.errors);
  await close();
  const program = join(dist, 'pagefind', 'pagefind.js');
  const { code } = await minify(program, readFileSync(program, 'utf8'), { module: true });
  writeFileSync(program, code);
  for (const file of UNUSED) rmSync(join(dist, 'pagefind', file), { force: true });
  return added.page_count;
}

const TYPES: Record<string, string> = { js: 'text/javascript', json: 'application/json' };

/** Makes the full-text index after each build; while writing, serves the one made last. */
export function searchIndex(): AstroIntegration {
  let root = '';
  return {
    name: 'search-index',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.outDir);
      },
      'astro:build:done': async ({ dir, logger }) => {
        logger.info(`${await writeIndex(fileURLToPath(dir))} pages indexed for full-text search`);
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
  };
}
