import { getCompileCacheDir } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';

/** A thread that works beside the build. */
export interface Thread {
  /** Tells it something, and goes on. */
  tell: (message: unknown) => void;
  /** Tells it something that it answers. @throws what went wrong in it, now or before */
  ask: (message: unknown) => Promise<unknown>;
}

/** What goes to a thread: with a number where an answer is awaited, which comes back with it. */
interface Told {
  message: unknown;
  number?: number;
}

/**
 * Where Node keeps the code that it has compiled, types taken out: the command line of Astro says so for its own thread,
 * and each further one must be told.
 */
function withCompiledCode(): { env?: NodeJS.ProcessEnv } {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { env: { ...process.env, NODE_COMPILE_CACHE: dirname(folder) } };
}

/** Starts a thread. A build that stops before does not wait for it. @param begun its `workerData` */
export function openThread(file: URL, begun: unknown): Thread {
  const worker = new Worker(file, { workerData: begun, ...withCompiledCode() });
  worker.unref();
  const failure = new Promise<never>((_, reject) => worker.once('error', reject));
  // Said where somebody asks; without this, Node would stop before.
  failure.catch(() => undefined);
  const waiting = new Map<number, (answer: unknown) => void>();
  worker.on('message', ({ number, answer }: { number: number; answer: unknown }) => {
    waiting.get(number)?.(answer);
    waiting.delete(number);
    if (waiting.size === 0) worker.unref();
  });
  let asked = 0;
  return {
    tell: (message) => {
      worker.postMessage({ message } satisfies Told);
    },
    ask: (message) => {
      asked += 1;
      const answer = new Promise((resolve) => waiting.set(asked, resolve));
      worker.ref();
      worker.postMessage({ message, number: asked } satisfies Told);
      return Promise.race([answer, failure]);
    },
  };
}

/**
 * Lets whatever else works go first where there is more work than processors: what others wait for is done sooner, and
 * this thread has the rest of the build to itself. Only Linux has a priority for each thread.
 */
export function letOthersFirst(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not everybody may set it: the build takes longer then, and makes the same.
  }
}

/** Lets this thread do something with all it is told, and answer what it is asked. What goes wrong ends it. */
export function listen<Message>(act: (message: Message) => unknown): void {
  const hear = async ({ message, number }: Told): Promise<void> => {
    const answer = await act(message as Message);
    if (number !== undefined) parentPort?.postMessage({ number, answer });
  };
  parentPort?.on('message', (told: Told) => void hear(told));
}
