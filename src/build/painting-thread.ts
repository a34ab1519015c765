/** The thread that paints the social images of one build; social-images.ts starts it, and tells it of each page. */
import { readdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from './kept.ts';
import { loadDrawing, openPainting, type Message } from './social-images.ts';
import type { Begun } from './thread.ts';

const { dist, base, folder, program } = workerData as Begun;
const painting = openPainting(dist, base, { store: openStore(folder), program });
// In a first build all images are drawn: what draws them is loaded before there are pages.
if (readdirSync(folder).length === 0) void loadDrawing();

async function answer(message: Message): Promise<void> {
  if ('rendered' in message) painting.begin(message.rendered);
  else parentPort?.postMessage(await painting.finish());
}

parentPort?.on('message', (message: Message) => void answer(message));
