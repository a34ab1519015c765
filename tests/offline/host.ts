import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { listHtml } from '../../src/build/built-pages.ts';
import { policy } from '../../src/build/policy.ts';
import { writeWorker } from '../../src/offline/integration.ts';
import { servePacked } from '../packed.ts';
import { serveDirectory, type TestServer } from '../server.ts';

/** A server that can go away, fail, fall silent, or move to another build: what stands in its folder is deployed. */
export interface Host extends TestServer {
  root: string;
  folder: string;
  down: boolean;
  /** Addresses answered with a failure. */
  broken: Set<string>;
  /** Addresses left without an answer, and what ends their wait. */
  silent: Map<string, () => void>;
  asked: string[];
}

/**
 * Serves a copy of a built site, without its pictures. `base` begins and ends with a slash; `packed`: the host sends
 * x.br in place of x, where a browser takes it.
 */
export async function openHost(dist: string, base: string, packed = false): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'offline-'));
  cpSync(dist, folder, {
    recursive: true,
    filter: (path) => !/\.(gz|png)$/.test(path) && (packed || !path.endsWith('.br')),
  });
  const sendPacked = servePacked(folder, base);
  const state = {
    folder,
    down: false,
    broken: new Set<string>(),
    silent: new Map<string, () => void>(),
    asked: [] as string[],
  };
  const server = await serveDirectory(folder, base, (request, response) => {
    const address = (request.url ?? '').split('?')[0]?.slice(base.length) ?? '';
    state.asked.push(address);
    if (state.down) request.socket.destroy();
    else if (state.broken.has(address)) response.writeHead(500).end('broken');
    else if (state.silent.has(address)) state.silent.set(address, () => request.socket.destroy());
    else {
      // A worker has the policy it is sent with, not that of the page.
      if (address === 'sw.js') response.setHeader('content-security-policy', policy([], []));
      return packed && sendPacked(request, response);
    }
    return true;
  });
  return Object.assign(state, server, { root: `${server.origin}${base}` });
}

/** Puts a second version on a host: every page carries a mark, and the script of every page has another name. */
export async function deployVersion2(host: Host, dist: string): Promise<void> {
  const scripts = readdirSync(join(host.folder, 'assets')).filter(
    (name) => name.startsWith('Base.') && name.endsWith('.js'),
  );
  for (const name of scripts) renameSync(join(host.folder, 'assets', name), join(host.folder, 'assets', `New${name}`));
  for (const path of listHtml(host.folder)) {
    const html = readFileSync(join(dist, relative(host.folder, path)), 'utf8');
    const marked = html.replace('</title>', '</title><meta name="version" content="2">');
    writeFileSync(
      path,
      scripts.reduce((text, name) => text.replaceAll(name, `New${name}`), marked),
    );
  }
  await writeWorker(host.folder);
}
