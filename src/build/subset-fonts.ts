/**
 * Makes the font files of the guide from Atkinson Hyperlegible Next (SIL Open Font License 1.1): for the pages, the Latin
 * they use; for the social images, the same in two fixed weights. Run by hand when a page needs a new letter:
 * npm run fonts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const LATIN = `${String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))}\u00a0’‘“”–—…·×÷−§©→←↑↓½%‑≈≥≤éèáàíìóòúùüçñ`;

interface Target {
  /** From this folder; its ending says the format. */
  file: string;
  weight: number | { min: number; max: number };
}

const ALL_WEIGHTS = { min: 400, max: 760 };

async function make({ file: target, weight }: Target): Promise<void> {
  const file =
    require.resolve('@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2');
  const options = {
    targetFormat: target.endsWith('.woff2') ? ('woff2' as const) : ('truetype' as const),
    variationAxes: { wght: weight },
    keepFeatures: ['kern', 'tnum', 'mark', 'ccmp'],
    noHinting: true,
  };
  // The types of subset-font are older than its options; a variable is not checked for the ones they lack.
  const font = await subsetFont(readFileSync(file), LATIN, options);
  writeFileSync(new URL(target, import.meta.url), font);
  console.log(`${target}: ${font.length} bytes`);
}

await make({ file: '../styles/fonts/guide.woff2', weight: ALL_WEIGHTS });
await make({ file: '../styles/fonts/card-text.ttf', weight: 450 });
await make({ file: '../styles/fonts/card-heavy.ttf', weight: 760 });
