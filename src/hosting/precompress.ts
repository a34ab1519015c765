import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { keptBy, type Kept } from '../build/kept.ts';
import { forEachInLanes } from '../build/lanes.ts';
import { compress, compressFile, listText, sizeOf, type Packed } from './compression.ts';

/** What is worked on after Astro has written it, or was packed before: pages, their sheets and what pages load. */
const ELSEWHERE = /\.(html|css|json)$/;

/** The steps that compress a build. No step may change a file that is packed. */
interface Packing {
  /** Is told of a page that was packed where it was finished, or of what pages load. */
  packed: (path: string, bytes: Packed) => void;
  /**
   * Packs the full-text index, which is written beside the other steps.
   * @param dist folder of the build
   * @param trimmed when the texts beside the index are as they stay
   */
  index: (dist: string, trimmed: Promise<void>) => void;
  /** Begins to pack what no later step changes or has packed. */
  begin: AstroIntegration;
  /** Packs what is left. Stands last. */
  rest: AstroIntegration;
}

/** What goes on beside the next steps. What goes wrong is said by the last, which waits for it; else Node would stop before. */
function later<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined);
  return work;
}

/**
 * Compresses every text file once, at build time.
 * @param packIndex packs all parts of the full-text index
 */
export function precompress({ packIndex }: { packIndex: () => Promise<void> }): Packing {
  let kept: Kept;
  let dist = '';
  let scripts: Promise<unknown> | undefined;
  let packing: Promise<void> | undefined;
  let indexing: Promise<unknown> | undefined;
  const packed = new Map<string, Packed>();
  const packAll = async (paths: string[]): Promise<void> => {
    // The largest first: begun last, it would keep the others waiting with one processor at work.
    const todo = paths.filter((path) => !packed.has(path)).sort((a, b) => sizeOf(b) - sizeOf(a));
    await forEachInLanes(todo, async (path) => {
      packed.set(path, await compressFile(path, kept.store));
    });
  };
  /** Scripts are packed as soon as Vite has made them: pages are rendered later, and keep one processor busy. */
  const packScripts: Plugin = {
    name: 'precompress',
    applyToEnvironment: ({ name }) => name === 'client',
    writeBundle({ dir }, bundle) {
      if (dir === undefined) return;
      const files = Object.values(bundle).filter((file) => file.type === 'chunk');
      scripts = later(
        Promise.all(
          files.map(async ({ fileName, code }) => {
            const path = join(dir, fileName);
            packed.set(path, await compress(path, Buffer.from(code), kept.store));
          }),
        ),
      );
    },
  };
  return {
    packed: (path, bytes) => {
      packed.set(path, bytes);
    },
    index: (dist, trimmed) => {
      const texts = trimmed.then(() => packAll(listText(join(dist, 'pagefind'))));
      indexing = later(Promise.all([texts, packIndex()]));
    },
    begin: {
      name: 'precompress',
      hooks: {
        'astro:config:setup': ({ command, updateConfig }) => {
          if (command === 'build') updateConfig({ vite: { plugins: [packScripts] } });
        },
        'astro:config:done': ({ config }) => {
          kept = keptBy('packed', config.root);
          dist = fileURLToPath(config.outDir);
          packed.clear();
        },
        'astro:build:done': () => {
          const index = join(dist, 'pagefind', sep);
          const rest = async (): Promise<void> => {
            await scripts;
            await packAll(listText(dist).filter((path) => !path.startsWith(index) && !ELSEWHERE.test(path)));
          };
          packing = later(rest());
        },
      },
    },
    rest: {
      name: 'precompress',
      hooks: {
        'astro:build:done': async ({ logger }) => {
          await packing;
          await Promise.all([indexing, packAll(listText(dist))]);
          kept.store.prune();
          const sum = (count: (one: Packed) => number) =>
            [...packed.values()].reduce((all, one) => all + count(one), 0);
          const kibibytes = [sum(({ before }) => before), sum(({ after }) => after)].map((bytes) =>
            Math.round(bytes / 1024),
          );
          logger.info(`${packed.size} text files compressed: ${kibibytes.join(' KiB → ')} KiB with brotli`);
        },
      },
    },
  };
}
