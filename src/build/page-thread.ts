/** The thread that finishes and illustrates the pages of one build; page-work.ts starts it, and tells it of each page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { compress, compressAllOfIndex, type Packed } from '../hosting/compression.ts';
import { openFinishing } from './finish-pages.ts';
import { foretellCards, foretellForms } from './foretold.ts';
import { openStore } from './store.ts';
import type { Begun, Message } from './page-work.ts';
import type { Data } from './rendered.ts';
import { makeFolderOf } from './save.ts';
import { openPainting } from './social-images.ts';
import { makeFile } from './template-files.ts';
import { letOthersFirst, listen } from './thread.ts';
import { prepareTrimming } from './trim-styles.ts';

// The thread that renders has more to do, and Pagefind, which is given the pages too, is waited for longest.
letOthersFirst();
const { dist, base, program, root, pages, images, forms, index } = workerData as Begun;
const store = openStore(pages);
const finishing = openFinishing({
  dist,
  base,
  kept: { store, program },
  pack: (path, content) => compress(path, content, store),
});
const drawn = openStore(images);
const painting = openPainting(dist, base, { store: drawn, program });
const painted = new Set<string>();
const data: Promise<[path: string, packed: Packed]>[] = [];
// A first build trims all pages, and draws all images: what it needs for that is made ready before there are pages.
const isFirst = store.isEmpty();

function paint(path: string, html: string): void {
  painted.add(path);
  painting.begin({ path, html });
}

/** Packs what pages load. What goes wrong is said where it is waited for; else Node would stop before. */
function pack({ path, text }: Data): void {
  const file = join(dist, path);
  makeFolderOf(file);
  const packing = compress(file, Buffer.from(text), store).then((packed): [string, Packed] => [file, packed]);
  packing.catch(() => undefined);
  data.push(packing);
}

/** Packs the full-text index. Many small files are read and written here in half the time that the build's own thread takes. */
async function packIndex(): Promise<void> {
  const packed = openStore(index);
  await compressAllOfIndex(dist, packed);
  packed.prune();
}

listen<Message>((message) => {
  if ('finish' in message) {
    for (const path of message.finish) if (!painted.has(path)) paint(path, readFileSync(join(dist, path), 'utf8'));
    return finishing.finish(message.finish);
  }
  if ('write' in message) return Promise.all(data).then(async (packed) => [...(await finishing.write()), ...packed]);
  if ('painted' in message) return painting.finish();
  if ('index' in message) return packIndex();
  // What goes wrong ahead of pages is said where one needs it.
  if ('sheet' in message) return isFirst ? prepareTrimming(message.sheet).catch(() => undefined) : undefined;
  if ('data' in message) pack(message.data);
  else if ('changed' in message) finishing.change(message.changed);
  else {
    finishing.begin(message.rendered);
    paint(message.rendered.path, message.rendered.html);
  }
  return undefined;
});

/**
 * Makes the files of the templates, on a first build. What writes documents takes longer to come up than to write them all.
 */
async function makeForms(): Promise<void> {
  const kept = { store: openStore(forms), program };
  if (!kept.store.isEmpty()) return;
  for (const { title, form } of foretellForms(root)) await makeFile(title, form, kept);
}

await makeForms().catch(() => undefined);
if (drawn.isEmpty()) painting.drawAhead(foretellCards(root)).catch(() => undefined);
