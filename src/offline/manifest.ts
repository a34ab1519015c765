import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { listBelow } from '../build/files.ts';
import type { Manifest } from './rules.ts';

/** What a reader without a connection has no use for; README.md says why each is left out. */
const LEFT_OUT = [
  /^sw\.js$/,
  /^404\.html$/,
  /^print\//,
  /^(robots\.txt|sitemap.*\.xml)$/,
  /^_/,
  /(^|\/)\./,
  /\.(br|gz|map)$/,
  /\.(png|jpe?g)$/,
  /\.(docx|xlsx)$/,
  /^pagefind\/wasm\.unknown\.pagefind$/,
];

/** Whether a file of the build is kept on a device when everything is. `path` has forward slashes. */
export function isKept(path: string): boolean {
  return !LEFT_OUT.some((pattern) => pattern.test(path));
}

/** A short hash of a file's content, as `digest` in store.ts makes it. Against accidents; TLS is against attacks. */
export function hashContent(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

const isGzip = (content: Buffer): boolean => content[0] === 0x1f && content[1] === 0x8b;

/** Lists the files of a finished build with their hashes. `code` is the worker's, so that a new worker is a new build. */
export function makeManifest(dist: string, code: string): Manifest {
  const files = listBelow(dist)
    .filter(isKept)
    .map((path) => {
      const address = encodeURI(path.replace(/(^|\/)index\.html$/, '$1'));
      const content = readFileSync(join(dist, path));
      const hash = hashContent(content);
      return isGzip(content)
        ? ([address, hash, hashContent(gunzipSync(content))] as const)
        : ([address, hash] as const);
    });
  return { build: hashContent(JSON.stringify(files) + code), files };
}
