import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';
import type { Page } from 'playwright-core';

declare global {
  /** The virtual screen reader, once bundleReader's script has run in a page. */
  const guidepup: typeof import('@guidepup/virtual-screen-reader');
}

const LANDMARKS = ['banner', 'navigation', 'search', 'main', 'complementary', 'contentinfo', 'region', 'dialog'];
/** Landmarks whose every link and control is told; elsewhere they belong to the text. */
const FURNITURE = ['banner', 'navigation', 'search', 'contentinfo', 'dialog'];
const SIGNPOSTS = ['heading', 'table', 'figure', 'img'];
const CONTROLS = ['link', 'button', 'searchbox', 'textbox', 'combobox', 'radio'];

/** The virtual screen reader as a script for a page: it speaks what that browser shows, styles included. */
export async function bundleReader(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader/browser.js'));
  const bundles = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, name: 'guidepup', formats: ['iife'] } },
  })) as Rollup.RollupOutput[];
  return `${bundles[0]?.output[0].code ?? ''};globalThis.guidepup = guidepup`;
}

/** Every phrase a reader of the whole page hears, from its top to its end. */
export async function listen(page: Page, reader: string): Promise<string[]> {
  await page.evaluate(reader);
  return page.evaluate(async () => {
    const { virtual } = guidepup;
    await virtual.start({ container: document.body });
    while ((await virtual.lastSpokenPhrase()) !== 'end of document') await virtual.next();
    const phrases = await virtual.spokenPhraseLog();
    await virtual.stop();
    return phrases;
  });
}

/**
 * The order of a page without its text: landmarks, headings, tables and drawings everywhere, links and controls only in
 * what stands around the text. A phrase is a role, then a name and states, all after commas.
 */
export function outline(phrases: readonly string[]): string {
  const open: string[] = [];
  const lines = phrases.flatMap((phrase) => {
    if (phrase === `end of ${open.at(-1)}`) open.pop();
    const role = phrase.split(',', 1)[0] ?? '';
    const line = `${'  '.repeat(open.length)}${phrase}`;
    const within = open.at(-1)?.split(',', 1)[0] ?? '';
    if (LANDMARKS.includes(role)) open.push(phrase);
    const isTold =
      [...LANDMARKS, ...SIGNPOSTS].includes(role) || (CONTROLS.includes(role) && FURNITURE.includes(within));
    return isTold ? [line] : [];
  });
  return `${lines.join('\n')}\n`;
}
