import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** A Chromium to test with: where it is, how to start it, what to call it. */
export interface FoundBrowser {
  path: string;
  args: string[];
  name: string;
}

const COMMANDS = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
/** Chromium refuses its sandbox to root, and tests look up nothing outside this machine. */
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** What the package adds for the cloud and tests must not have: a browser that ends with its first page, or heeds no origin. */
const FOR_THE_CLOUD = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

function onPath(command: string): string | undefined {
  try {
    return (
      execFileSync(process.platform === 'win32' ? 'where' : 'which', [command], { stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .split(/\r?\n/)[0] || undefined
    );
  } catch {
    return undefined;
  }
}

async function fromPackage(): Promise<FoundBrowser | undefined> {
  try {
    // Where the system lacks its libraries, the package brings its own when it thinks it runs in the cloud.
    process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
    const { default: packaged } = await import('@sparticuz/chromium');
    const args = packaged.args.filter((arg) => !FOR_THE_CLOUD.includes(arg));
    return { path: await packaged.executablePath(), args, name: 'Chromium from @sparticuz/chromium' };
  } catch {
    return undefined;
  }
}

/**
 * Finds the browser the tests run in: one named by CHROMIUM, an installed Chrome, Chromium or Edge, Playwright's own,
 * or the one in the npm package @sparticuz/chromium, in this order.
 * @throws when there is none: browser tests fail, they are never skipped
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env['CHROMIUM'];
  if (named) return { path: named, args: ARGS, name: 'the browser named by CHROMIUM' };
  const installed = COMMANDS.map(onPath).find(Boolean) ?? PLACES.find((place) => existsSync(place));
  if (installed) return { path: installed, args: ARGS, name: 'the installed browser' };
  const own = chromium.executablePath();
  if (own && existsSync(own)) return { path: own, args: ARGS, name: 'Playwright’s own Chromium' };
  const packaged = await fromPackage();
  if (packaged) return packaged;
  throw new Error(
    'No browser found, and the browser tests need one. Install Chrome, Chromium or Edge, or run npm ci without --omit=optional, or set CHROMIUM to a browser’s path.',
  );
}

/** Starts the browser that setup.ts found. */
export function launch({ path, args }: FoundBrowser): Promise<Browser> {
  return chromium.launch({ executablePath: path, args });
}
