/**
 * Packs Pagefind’s program for the browser at the best quality, once for all builds. Run by hand when Pagefind has a new
 * version: npm run pack-pagefind
 */
import { rmSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { close, createIndex } from 'pagefind';
import { PACKED_PROGRAM, packProgram } from './packing.ts';

// The index of one word has it.
const { index } = await createIndex({ forceLanguage: 'en' });
await index?.addCustomRecord({ url: '/', content: 'word', language: 'en' });
const files = (await index?.getFiles())?.files ?? [];
await close();
const program = files.find(({ path }) => path === 'wasm.en.pagefind');
if (!program) throw new Error('Pagefind gave no program wasm.en.pagefind. See what its new version calls it.');

rmSync(PACKED_PROGRAM, { force: true });
const packed = await packProgram(gunzipSync(program.content));
writeFileSync(PACKED_PROGRAM, packed);
console.log(`src/hosting/pagefind-program.br: ${packed.length} bytes`);
