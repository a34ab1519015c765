import { existsSync, globSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { findBrowser, type FoundBrowser } from '../browser.ts';
import { findProgram } from '../hosting/servers.ts';
import { BASE, build } from '../setup.ts';
import { heedsSettings } from './chromium.ts';
import type { FoundWebKit } from './webkit.ts';

/** The engines on this machine; one that is absent is left out. */
export interface FoundEngines {
  chromium?: FoundBrowser;
  firefox?: string;
  webkit?: FoundWebKit;
}

declare module 'vitest' {
  export interface ProvidedContext {
    engines: FoundEngines;
  }
}

const FIREFOX_PLACES = ['/Applications/Firefox.app/Contents/MacOS/firefox'];
/** Debian and its relatives put the browser that WebKitWebDriver drives beside the library, under either name. */
const MINI_BROWSERS = '/usr/{lib,libexec}/{*/,}webkit{2gtk-4.1,2gtk-4.0,gtk-6.0}/MiniBrowser';
const HOW = {
  Chromium: 'Install Chromium, or run npm ci without --omit=optional.',
  'Firefox ESR': 'On Debian: apt-get install firefox-esr',
  WebKitGTK: 'On Debian: apt-get install webkit2gtk-driver xvfb',
};

function findFirefox(): string | undefined {
  const named = process.env['FIREFOX'];
  return (
    named ?? findProgram('firefox-esr') ?? findProgram('firefox') ?? FIREFOX_PLACES.find((path) => existsSync(path))
  );
}

function findWebKit(): FoundWebKit | undefined {
  const [driver, screen, browser] = [findProgram('WebKitWebDriver'), findProgram('Xvfb'), globSync(MINI_BROWSERS)[0]];
  return driver && screen && browser ? { driver, screen, browser } : undefined;
}

/** Says which engines the tests run in, and loudly in which they do not. */
function say(name: keyof typeof HOW, path: string | undefined): void {
  if (path === undefined) console.warn(`\n*** ${name} is not on this machine: NOT tested in it. ${HOW[name]} ***\n`);
  else console.log(`Tested in ${name}: ${path}`);
}

/** Finds the engines, and builds the site twice unless DIST and BASE_DIST name what has been built already. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const [chromium, firefox, webkit] = [await findBrowser().catch(() => undefined), findFirefox(), findWebKit()];
  say('Chromium', chromium?.path);
  if (chromium && !heedsSettings(chromium)) {
    console.warn(
      '\n*** This Chromium is a shell without settings: NOT tested with storage blocked. Install Chromium. ***\n',
    );
  }
  say('Firefox ESR', firefox);
  say('WebKitGTK', webkit?.browser);
  const take = (named: string | undefined, name: string, env: Record<string, string>): string => {
    if (named) return named;
    const folder = `test-results/engines/${name}`;
    build(folder, env);
    return folder;
  };
  provide('engines', { ...(chromium && { chromium }), ...(firefox && { firefox }), ...(webkit && { webkit }) });
  provide('dist', take(process.env['DIST'], 'site', {}));
  provide('baseDist', take(process.env['BASE_DIST'], 'site-base', { BASE_PATH: BASE }));
}
