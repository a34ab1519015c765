import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import type { Intercept } from './server.ts';

/** What can happen to a file on its way to the reader. */
export type Harm = 'missing' | 'refused' | 'a web page' | 'cut short' | 'junk' | 'empty' | 'silent';

const FAULTY: Record<Exclude<Harm, 'silent'>, (file: Buffer, response: ServerResponse) => void> = {
  missing: (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<!doctype html>No.'),
  refused: (_, response) => response.writeHead(500).end(),
  // Some hosts answer every unknown address with a page of their own.
  'a web page': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello'),
  'cut short': (file, response) => response.end(file.subarray(0, file.length >> 1)),
  junk: (file, response) => response.end(Buffer.alloc(file.length, 'A')),
  empty: (_, response) => response.end(),
};

const typeOf = (path: string): string =>
  path.endsWith('.js') ? 'text/javascript' : path.endsWith('.json') ? 'application/json' : 'application/octet-stream';

/** Harms the files of a built site whose path the pattern matches. `base` begins and ends with a slash. */
export function harmFiles(dist: string, base: string, pattern: RegExp, harm: Harm): Intercept {
  return ({ url = '' }, response) => {
    const path = url.split('?')[0]?.slice(base.length) ?? '';
    const file = join(dist, path);
    if (!pattern.test(path) || !existsSync(file)) return false;
    if (harm === 'silent') return true;
    response.setHeader('content-type', typeOf(path));
    FAULTY[harm](readFileSync(file), response);
    return true;
  };
}
