// @ts-check
// Not in TypeScript: Node reads this file itself, and with it the program that builds; a .ts goes through Vite first.
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';
import { contentGate, readElementNames } from './src/build/content-gate.ts';
import { keepPages } from './src/build/keep-pages.ts';
import { alignedCells, chineseRuns, labelledCells, pinyinRuns } from './src/build/markdown-plugins.ts';
import { noToolbar } from './src/build/no-toolbar.ts';
import { pageWork } from './src/build/page-work.ts';
import { searchIndex } from './src/build/search-index.ts';
import { socialImages } from './src/build/social-images.ts';
import { wholeGuide } from './src/build/whole-guide.ts';
import { precompress } from './src/hosting/precompress.ts';
import { hosting } from './src/hosting/integration.ts';
import { BASE_PATH, SITE_URL } from './src/lib/site.ts';
import { offline } from './src/offline/integration.ts';

const packing = precompress({ packIndex: () => pages.packIndex() });
// The search index and the pages are worked on beside one another.
const search = searchIndex(packing);
const pages = pageWork(packing);

const content = keepPages(
  satteri({
    // Editors write the typographic marks they mean.
    features: { headingAttributes: true, smartPunctuation: false },
    hastPlugins: [labelledCells, chineseRuns, pinyinRuns, alignedCells],
  }),
);

export default defineConfig({
  site: SITE_URL,
  base: BASE_PATH,
  trailingSlash: 'always',
  server: { port: 4321, host: 'localhost' },
  devToolbar: { enabled: false },
  // Sheets are files until pageWork() puts into each page what it uses of them: one round trip less before the first
  // paint, and no step carries whole sheets. Four pages at once: while one is written, others are made.
  build: { inlineStylesheets: 'never', assets: 'assets', concurrency: 4 },
  markdown: {
    syntaxHighlight: false,
    processor: content.processor,
  },
  integrations: [
    noToolbar(),
    // First of those that work on what is built: the index takes longest.
    search.begin,
    // The longest page to finish.
    wholeGuide(pages),
    content.integration,
    // What no component of ours draws becomes HTML once, when it is compiled.
    mdx({ optimize: { ignoreElementNames: readElementNames(import.meta.dirname) } }),
    sitemap({ filter: (page) => !page.endsWith('/print/') }),
    packing.begin,
    contentGate(),
    pages.begin,
    socialImages(pages),
    pages.end,
    hosting(),
    search.end,
    offline(),
    packing.rest,
  ],
  vite: {
    // Vite minifies once; Tailwind's own pass would add prefixes for engines that lack light-dark() as well.
    plugins: [tailwindcss({ optimize: false })],
    // Nesting (Features.Nesting) is unfolded: what trims the pages does not read it. All else stays as it is written. In
    // PostCSS's place, which takes a tenth of a second to read the sheets.
    css: { transformer: 'lightningcss', lightningcss: { include: 1, exclude: 2 ** 21 - 2 } },
    environments: {
      // What src/content.config.ts uses of Astro is left to Node, which has it; else Vite would make some sixty modules of it.
      astro: { resolve: { external: ['astro/loaders', 'astro/content/config', 'astro/zod'] } },
      prerender: {
        build: {
          rolldownOptions: {
            // This code is run once and thrown away: to look for what it does not need takes longer than to have it.
            treeshake: false,
            optimization: { inlineConst: false },
            output: {
              minify: false,
              // All pages of the content in one file: one for each takes longer to write, to link and to read.
              codeSplitting: { groups: [{ name: 'content-pages', test: /\.mdx(\?|$)/ }] },
            },
          },
        },
      },
      client: {
        build: {
          rolldownOptions: {
            // Every page names its script: Base.….js, and not Base.astro_astro_type_script_index_0_lang.….js.
            output: { entryFileNames: ({ name }) => `assets/${/^\w*/.exec(name)?.[0] ?? ''}.[hash].js` },
          },
        },
      },
    },
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        // Astro marks each MDX module with a directive of its own, and the bundler warns once a file. Nothing is lost.
        onLog: (level, log, handle) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
  },
});
