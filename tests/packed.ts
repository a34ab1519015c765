import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page, Request } from 'playwright-core';
import type { Intercept } from './server.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.pagefind': 'application/octet-stream',
  '.pf_filter': 'application/octet-stream',
  '.pf_fragment': 'application/octet-stream',
  '.pf_index': 'application/octet-stream',
  '.pf_meta': 'application/octet-stream',
};

/** Answers with x.br where it stands beside x, as the hosts of the site do. `base` begins and ends with a slash. */
export function servePacked(folder: string, base: string): Intercept {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0]?.slice(base.length) ?? '';
    const file = join(folder, path.endsWith('/') || path === '' ? `${path}index.html` : path);
    const type = TYPES[extname(file)];
    const takesBrotli = String(request.headers['accept-encoding']).includes('br');
    if (!type || !takesBrotli || !existsSync(`${file}.br`)) return false;
    const body = readFileSync(`${file}.br`);
    response
      .writeHead(200, { 'content-type': type, 'content-encoding': 'br', 'content-length': body.length })
      .end(body);
    return true;
  };
}

/** What a page asked for. */
export interface Traffic {
  path: string;
  /** As browsers sort it: "document", "script", "stylesheet" */
  kind: string;
  /** Bytes of the body as they travelled. */
  bytes: number;
}

/** Notes what a page asks for from now on. The function it gives ends the count and waits for what is on its way. */
export function countTraffic(page: Page): () => Promise<Traffic[]> {
  const asked: Request[] = [];
  const note = (request: Request): void => void asked.push(request);
  page.on('request', note);
  return async () => {
    page.off('request', note);
    return Promise.all(
      asked.map(async (request) => ({
        path: new URL(request.url()).pathname,
        kind: request.resourceType(),
        bytes: (await request.sizes()).responseBodySize,
      })),
    );
  };
}

export const sumBytes = (traffic: readonly Traffic[]): number => traffic.reduce((sum, { bytes }) => sum + bytes, 0);
