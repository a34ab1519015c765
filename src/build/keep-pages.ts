import type { satteri } from '@astrojs/markdown-satteri';
import type { AstroIntegration } from 'astro';
import { keptBy, keyOf, makeOnce, type Kept } from './kept.ts';

type Processor = ReturnType<typeof satteri>;
type MakeRenderer = NonNullable<Processor['createMdxRenderer']>;
type Renderer = Awaited<ReturnType<MakeRenderer>>;

/** Compiles a page of the content, or takes what came of the same text with the same options and program before. */
function keepRendered(renderer: Renderer, options: string, { store, program }: Kept): Renderer {
  return {
    async process(content, filePath, frontmatter) {
      const key = keyOf(program, options, filePath, content, JSON.stringify(frontmatter));
      const render = async () => JSON.stringify(await renderer.process(content, filePath, frontmatter));
      return JSON.parse(await makeOnce(store, key, render)) as Awaited<ReturnType<Renderer['process']>>;
    },
  };
}

/**
 * Lets a Markdown processor compile, in a build, only the pages that have changed. While writing, all are compiled: there
 * the program may change under way.
 */
export function keepPages(processor: Processor): { processor: Processor; integration: AstroIntegration } {
  const make = processor.createMdxRenderer?.bind(processor);
  if (!make) throw new Error(`The Markdown processor ${processor.name} makes no pages of MDX.`);
  let kept: Kept | undefined;
  return {
    processor: {
      ...processor,
      async createMdxRenderer(shared, mdx) {
        const renderer = await make(shared, mdx);
        return kept ? keepRendered(renderer, JSON.stringify([shared, mdx]), kept) : renderer;
      },
    },
    integration: {
      name: 'keep-pages',
      hooks: {
        'astro:config:setup': ({ command, config }) => {
          kept = command === 'build' ? keptBy('compiled', config.root) : undefined;
        },
        'astro:build:done': () => kept?.store.prune(),
      },
    },
  };
}
