import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { listHtml } from '../build/built-pages.ts';
import { inlineHashes, type InlineHashes } from '../build/policy.ts';
import type { Redirect } from './redirects.ts';

/** What the files for the hosts are written from. All addresses in it are without the base path. */
export interface Site {
  /** Begins with a slash and does not end with one; empty at the root of a host. */
  readonly prefix: string;
  /** Address of each page → hashes of the scripts and styles inside it. */
  readonly pages: ReadonlyMap<string, InlineHashes>;
  readonly redirects: readonly Redirect[];
  /** Whether the owner has asked for HSTS preloading. */
  readonly preload: boolean;
}

/** `/ops/` → `/ops`, `/` → nothing. */
export function prefixOf(base: string): string {
  return base.replace(/\/+$/, '');
}

/** Reads the inline hashes of every page of a build, by address. */
export function readPageHashes(dist: string): Map<string, InlineHashes> {
  return new Map(
    listHtml(dist).map((path) => {
      const address = `/${relative(dist, path).split(sep).join('/')}`.replace(/index\.html$/, '');
      return [address, inlineHashes(readFileSync(path, 'utf8'))];
    }),
  );
}
