/**
 * Makes the two font files of the guide from Atkinson Hyperlegible Next (SIL Open Font License 1.1): the Latin the
 * pages use, and the marked letters of pinyin. Run by hand when a page needs a new letter: npm run fonts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const LATIN = `${String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))}\u00a0’‘“”–—…·×÷−§©→←↑↓½%‑≈≥≤éèáàíìóòúùüçñ`;
const PINYIN = 'āēīōūǖǎěǐǒǔǚǘǜĀĒŌǍĚǑńň';

async function make(source: string, letters: string, target: string): Promise<void> {
  const file = require.resolve(
    `@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${source}-wght-normal.woff2`,
  );
  const font = await subsetFont(readFileSync(file), letters, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 760 } },
    keepFeatures: ['kern', 'tnum', 'mark', 'ccmp'],
    noHinting: true,
  });
  writeFileSync(new URL(`../styles/fonts/${target}`, import.meta.url), font);
  console.log(`${target}: ${font.length} bytes`);
}

await make('latin', LATIN, 'guide-latin.woff2');
await make('latin-ext', PINYIN, 'guide-pinyin.woff2');
