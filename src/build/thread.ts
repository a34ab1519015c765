import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AstroConfig } from 'astro';
import { keptBy, type Kept } from './kept.ts';

/** What a thread begins with: where the pages of a build will be, and what builds before have kept for it. */
export interface Begun extends Pick<Kept, 'program'> {
  /** Folder of the store */
  folder: string;
  /** Folder of the build */
  dist: string;
  /** The path before every address; begins and ends with a slash */
  base: string;
}

/** @param step whose results are kept */
export function beginWith(step: string, { root, outDir, base }: Pick<AstroConfig, 'root' | 'outDir' | 'base'>): Begun {
  const { folder, program } = keptBy(step, root);
  return { dist: fileURLToPath(outDir), base: `${base.replace(/\/$/, '')}/`, folder, program };
}

/** A thread that works beside the build. */
export interface Thread {
  /** Tells it something, and goes on. */
  tell: (message: unknown) => void;
  /** Tells it something that it answers. @throws what went wrong in it, now or before */
  ask: (message: unknown) => Promise<unknown>;
}

/** Starts a thread. A build that stops before does not wait for it. @param begun its `workerData` */
export function openThread(file: URL, begun: Begun): Thread {
  const worker = new Worker(file, { workerData: begun });
  worker.unref();
  const failure = new Promise<never>((_, reject) => worker.once('error', reject));
  // Said where somebody asks; without this, Node would stop before.
  failure.catch(() => undefined);
  return {
    tell: (message) => {
      worker.postMessage(message);
    },
    ask: async (message) => {
      const answer = new Promise((resolve) => worker.once('message', resolve));
      worker.ref();
      worker.postMessage(message);
      try {
        return await Promise.race([answer, failure]);
      } finally {
        worker.unref();
      }
    },
  };
}
