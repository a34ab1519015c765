/** The worker that ends all this: it clears what the guide keeps on a device and unregisters itself. See README.md. */
import { cachePrefix } from './rules.ts';
import type { WorkerScope } from './worker-types.ts';

const worker = globalThis as unknown as WorkerScope;

async function clear(): Promise<void> {
  const prefix = cachePrefix(worker.registration.scope);
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
  await worker.registration.unregister();
}

worker.addEventListener('install', (event) => {
  event.waitUntil(worker.skipWaiting());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(clear());
});
