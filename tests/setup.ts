import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { findBrowser } from './browser.ts';
import { HASHED_FOLDERS, IMMUTABLE } from '../src/hosting/headers.ts';
import { serveDirectory, type Intercept } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the site as built for these tests. */
    dist: string;
    /** The same site built under a base path. */
    baseDist: string;
    origin: string;
    baseOrigin: string;
    browser: { path: string; args: string[]; name: string };
  }
}

export const BASE = '/ops-guide/';

export function build(outDir: string, env: Record<string, string> = {}): void {
  rmSync(outDir, { recursive: true, force: true });
  execFileSync('npx', ['astro', 'build', '--outDir', outDir], {
    // Vitest says NODE_ENV=test, and Astro would build for that: what is tested is what is published.
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Says of files with a hash in their names what every host is told to say: they are never asked for again. */
const sayHashed =
  (base: string): Intercept =>
  (request, response) => {
    if (HASHED_FOLDERS.some((folder) => request.url?.startsWith(`${base}${folder}/`)))
      response.setHeader('cache-control', IMMUTABLE);
    return false;
  };

/** Builds the site twice (at the root and under a base path), serves both, and finds a browser. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const browser = await findBrowser();
  console.log(`Browser tests run in ${browser.name}: ${browser.path}`);
  build('dist');
  build('test-results/dist-base', { BASE_PATH: BASE });
  const root = await serveDirectory('dist', '/', sayHashed('/'));
  const based = await serveDirectory('test-results/dist-base', BASE, sayHashed(BASE));
  provide('dist', 'dist');
  provide('baseDist', 'test-results/dist-base');
  provide('origin', root.origin);
  provide('baseOrigin', based.origin);
  provide('browser', browser);
  return async () => {
    await root.close();
    await based.close();
  };
}
