/**
 * Packs Pagefind’s program for the browser and its script for the page at the best quality, once for all builds. Run by
 * hand when Pagefind has a new version: npm run pack-pagefind
 */
import { rmSync, writeFileSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { close, createIndex } from 'pagefind';
import { PACKED_PROGRAM, PACKED_SCRIPT, packBest } from './packing.ts';
import { digestOf, trimScript } from './pagefind-script.ts';

// The index of one word has them.
const { index } = await createIndex({ forceLanguage: 'en' });
await index?.addCustomRecord({ url: '/', content: 'word', language: 'en' });
const files = (await index?.getFiles())?.files ?? [];
await close();

function read(name: string): Buffer {
  const file = files.find(({ path }) => path === name);
  if (!file) throw new Error(`Pagefind gave no ${name}. See what its new version calls it.`);
  return Buffer.from(file.content);
}

function write(file: URL, content: Buffer | string): void {
  rmSync(file, { force: true });
  writeFileSync(file, content);
  console.log(`${file.pathname.split('/').slice(-3).join('/')}: ${String(content.length)} bytes`);
}

write(PACKED_PROGRAM, await packBest(gunzipSync(read('wasm.en.pagefind')), constants.BROTLI_MODE_GENERIC));
const source = read('pagefind.js').toString();
write(PACKED_SCRIPT, await packBest(Buffer.from(await trimScript(source))));
write(new URL('pagefind-script.json', PACKED_SCRIPT), `{ "source": "${digestOf(source)}" }\n`);
