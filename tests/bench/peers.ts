import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { installPackage } from '../install.ts';
import { linkPackages } from '../scratch.ts';

/** A page as every engine takes it. */
export interface Page {
  /** Address without the base path: /roles/user/ */
  address: string;
  title: string;
  description: string;
  markdown: string;
}

/** An engine with the settings of its own guide: search on, all pages in the sidebar, nothing else changed. */
interface Engine {
  name: string;
  /** Its package, which pins its version. */
  folder: string;
  library: string;
  /** Below the project: where Markdown goes, and where the site comes out. */
  pages: string;
  dist: string;
  /** What Node runs, as from the project. */
  build: readonly string[];
  /** Files of the project: path → text. */
  settings: (pages: readonly Page[]) => Record<string, string>;
  /** The file that answers for an address. */
  fileOf: (address: string) => string;
}

const TITLE = 'Operations Field Guide';
const sectionOf = ({ address }: Page): string => address.split('/')[1] ?? '';
const sectionsOf = (pages: readonly Page[]): string[] => [...new Set(pages.map(sectionOf))];

const STARLIGHT: Engine = {
  name: 'Starlight',
  folder: 'tests/bench/starlight',
  library: '@astrojs/starlight',
  pages: 'src/content/docs',
  dist: 'dist',
  build: ['node_modules/astro/bin/astro.mjs', 'build'],
  settings: (pages) => ({
    'astro.config.mjs': `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
export default defineConfig({
  site: 'https://guide.example',
  integrations: [starlight({ title: '${TITLE}', sidebar: ${JSON.stringify(
    sectionsOf(pages).map((label) => ({ label, items: [{ autogenerate: { directory: label } }] })),
  )} })],
});
`,
    'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  }),
  fileOf: (address) => `${address}index.html`,
};

const VITEPRESS: Engine = {
  name: 'VitePress',
  folder: 'tests/bench/vitepress',
  library: 'vitepress',
  pages: '.',
  dist: '.vitepress/dist',
  build: ['node_modules/vitepress/bin/vitepress.js', 'build'],
  settings: (pages) => ({
    '.vitepress/config.mjs': `export default {
  title: '${TITLE}',
  // The flattened pages lead to some that are not compared.
  ignoreDeadLinks: true,
  themeConfig: { search: { provider: 'local' }, sidebar: ${JSON.stringify(
    sectionsOf(pages).map((text) => ({
      text,
      items: pages
        .filter((page) => sectionOf(page) === text)
        .map((page) => ({ text: page.title, link: page.address.slice(0, -1) })),
    })),
  )} },
};
`,
  }),
  fileOf: (address) => `${address.slice(0, -1)}.html`,
};

/** A peer with its pages laid out, ready to be built. */
export interface Peer {
  name: string;
  folder: string;
  dist: string;
  /** Arguments for Node. */
  build: readonly string[];
  fileOf: (address: string) => string;
  remove: () => void;
}

/**
 * Where peers are laid out. Not among the temporary files: Vite takes a path that shares no first folder with the root for
 * one below it.
 */
export const PEERS = 'test-results';

function layOutPeer(engine: Engine, pages: readonly Page[]): Peer {
  installPackage(engine.folder);
  mkdirSync(PEERS, { recursive: true });
  const folder = mkdtempSync(resolve(PEERS, 'guide-peer-'));
  linkPackages(folder, engine.folder);
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  // Astro looks in it for what it must not leave to Node.
  cpSync(join(engine.folder, 'package.json'), join(folder, 'package.json'));
  for (const [file, text] of Object.entries(engine.settings(pages))) write(file, text);
  for (const { address, title, description, markdown } of pages) {
    const heading = engine === VITEPRESS ? `# ${title}\n\n` : '';
    const front = `title: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(description)}`;
    write(join(engine.pages, `${address.slice(0, -1)}.md`), `---\n${front}\n---\n\n${heading}${markdown}`);
  }
  const { version } = JSON.parse(
    readFileSync(join(engine.folder, 'node_modules', engine.library, 'package.json'), 'utf8'),
  ) as { version: string };
  return {
    name: `${engine.name} ${version}`,
    folder,
    dist: join(folder, engine.dist),
    build: engine.build,
    fileOf: engine.fileOf,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const layOutStarlight = (pages: readonly Page[]): Peer => layOutPeer(STARLIGHT, pages);
export const layOutVitepress = (pages: readonly Page[]): Peer => layOutPeer(VITEPRESS, pages);
