/** The page's side of reading without a connection. Loaded when a reader asks, or opens a second page. */
import type { Message, Progress, Reason } from './messages.ts';
import { cachePrefix } from './rules.ts';

/** No word from the worker for this long means that it has stopped, in milliseconds. */
const SILENCE = 45_000;
/** Least time between two things said about progress, in milliseconds. */
const PAUSE = 1000;

const base = document.documentElement.dataset['base'] ?? '/';
const WORKER = `${base}sw.js`;

interface TrustedTypes {
  defaultPolicy: unknown;
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string | null }): unknown;
}

/** The page's policy lets no address become a script. This lets one: our own worker's. */
function trustWorker(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes || trustedTypes.defaultPolicy) return;
  trustedTypes.createPolicy('default', { createScriptURL: (url) => (url === WORKER ? url : null) });
}

function whenActive(registration: ServiceWorkerRegistration): Promise<ServiceWorker> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (worker?.state === 'activated') resolve(worker);
      if (!worker || worker.state === 'redundant') reject(new Error('The worker could not be installed.'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

const send = (worker: ServiceWorker, message: Message, ports: MessagePort[] = []): void => {
  worker.postMessage(message, ports);
};

/** Registers the worker. @throws where the browser allows none, or the server cannot be reached */
async function register(): Promise<ServiceWorker> {
  trustWorker();
  return whenActive(await navigator.serviceWorker.register(WORKER));
}

/** Keeps pages that have been read, from now on and these. `paths` are paths on this host. */
export async function keepRead(paths: readonly string[]): Promise<void> {
  send(await register(), { type: 'here', paths });
}

const REASONS: Record<Reason, (done: number, all: number) => string> = {
  room: () => 'There is not enough room on this device for the whole guide.',
  version: () => 'The guide has just been updated: reload this page and save again.',
  removed: () => 'Saving was stopped because the guide was removed from this device.',
  connection: (done, all) => `The connection failed after ${done} of ${all} files: save again to fetch the rest.`,
};

/** What a reader is told about progress. */
export function describe(progress: Progress): string {
  const { done, all, bytes } = progress;
  if (progress.type === 'progress') return `Saving: ${done} of ${all} files`;
  if (progress.type === 'failed') return REASONS[progress.reason](done, all);
  return `The whole guide is on this device (${(bytes / 1e6).toFixed(1)} MB) and opens without a connection.`;
}

/** Has the worker fetch everything. Resolves with its last word. */
async function saveAll(worker: ServiceWorker, tell: (words: string) => void): Promise<Progress> {
  const { port1, port2 } = new MessageChannel();
  let last: Progress = { type: 'progress', done: 0, all: 0, bytes: 0 };
  let silence: ReturnType<typeof setTimeout> | undefined;
  // Said now and then: a screen reader would otherwise read out every file.
  const speech = setInterval(() => {
    if (last.all > 0) tell(describe(last));
  }, PAUSE);
  const end = await new Promise<Progress>((resolve) => {
    const wait = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        resolve({ ...last, type: 'failed', reason: 'connection' });
      }, SILENCE);
    };
    port1.onmessage = ({ data }: MessageEvent<Progress>) => {
      last = data;
      wait();
      if (data.type !== 'progress') resolve(data);
    };
    wait();
    send(worker, { type: 'save' }, [port2]);
  });
  clearInterval(speech);
  clearTimeout(silence);
  port1.close();
  return end;
}

/** Keeps the whole guide on this device and tells how it goes. */
async function keepAll(tell: (words: string) => void, draw: () => Promise<unknown>): Promise<void> {
  tell('Saving is about to start.');
  try {
    const worker = await register();
    // From here on there is something to remove, and removing stops the saving.
    await draw();
    localStorage.removeItem('offline');
    // Asks the browser not to clear it away when room is short. The guide is kept whatever the answer, and where
    // nothing can be asked, as in WebKitGTK.
    const storage = navigator.storage as StorageManager | undefined;
    void storage?.persist().catch(() => false);
    tell(describe(await saveAll(worker, tell)));
  } catch {
    const blocked = 'This browser lets the guide keep nothing on this device.';
    tell(navigator.onLine ? blocked : 'There is no connection: save again when there is one.');
  }
}

/** Takes the guide off this device, and keeps nothing more until asked to. */
async function removeAll(tell: (words: string) => void): Promise<void> {
  try {
    localStorage.setItem('offline', 'no');
    const prefix = cachePrefix(new URL(base, location.href).href);
    for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
    await (await navigator.serviceWorker.getRegistration(base))?.unregister();
    tell('The guide has been removed from this device.');
  } catch {
    tell('This browser did not let the guide be removed: clear this site’s data in its settings.');
  }
}

let saving = false;

/** Does what a button of the control asks, says in the control how it goes, and has it drawn anew. */
export async function obey(part: HTMLElement, toKeep: boolean, draw: () => Promise<unknown>): Promise<void> {
  const output = part.querySelector('output');
  const tell = (words: string): void => {
    if (output) output.value = words;
  };
  if (!toKeep) await removeAll(tell);
  else if (!saving) {
    saving = true;
    await keepAll(tell, draw);
    saving = false;
  }
  await draw().catch(() => undefined);
}
