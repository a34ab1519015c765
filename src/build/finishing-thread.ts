/** The thread that finishes the pages of one build; finish-pages.ts starts it, and tells it of each page. */
import { readdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { compress } from '../hosting/compression.ts';
import { openFinishing, type Message } from './finish-pages.ts';
import { openStore } from './kept.ts';
import type { Begun } from './thread.ts';
import { loadTrimming } from './trim-styles.ts';

const { dist, base, folder, program } = workerData as Begun;
const store = openStore(folder);
const finishing = openFinishing({
  dist,
  base,
  kept: { store, program },
  pack: (path, html) => compress(path, Buffer.from(html), store),
});

// In a first build all pages are trimmed: what trims them is loaded before there are pages.
if (readdirSync(folder).length === 0) void loadTrimming();

async function answer(message: Message): Promise<void> {
  if ('rendered' in message) finishing.begin(message.rendered);
  else if ('finish' in message) parentPort?.postMessage(await finishing.finish(message.finish));
  else parentPort?.postMessage(await finishing.write());
}

parentPort?.on('message', (message: Message) => void answer(message));
