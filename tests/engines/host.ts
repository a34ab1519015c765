import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inlineHashes } from '../../src/build/policy.ts';
import { headerPolicy, securityHeaders } from '../../src/hosting/headers.ts';
import { serveDirectory, type TestServer } from '../server.ts';

/** A server with all the headers of a real host, which hears of every violation of the policy, and can go away. */
export interface Host extends TestServer {
  /** Address of the home page. */
  root: string;
  /** What browsers reported: the directive, and what was stopped. */
  reports: string[];
  down: boolean;
}

interface Report {
  'csp-report': { 'effective-directive'?: string; 'violated-directive': string; 'blocked-uri': string };
}

function readReport(body: string): string {
  const { 'csp-report': report } = JSON.parse(body) as Report;
  return `${report['effective-directive'] ?? report['violated-directive']} ${report['blocked-uri']}`;
}

/** The headers of the file that answers at a path. Plain http stays what it is: there is no certificate here. */
function headersOf(dist: string, path: string, sink: string): Readonly<Record<string, string>> {
  const named = join(dist, path.replace(/(^|\/)$/, '$1index.html'));
  const file = existsSync(named) ? named : join(dist, '404.html');
  const policy = headerPolicy(inlineHashes(file.endsWith('.html') ? readFileSync(file, 'utf8') : ''));
  return securityHeaders(policy.replace('upgrade-insecure-requests', `report-uri ${sink}`));
}

/** Serves a built site. `base` begins and ends with a slash. */
export async function openHost(dist: string, base: string): Promise<Host> {
  const state = { reports: [] as string[], down: false };
  const sink = `${base}policy-reports`;
  const server = await serveDirectory(dist, base, (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (state.down) request.socket.destroy();
    else if (path === sink) {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        state.reports.push(readReport(body));
        response.writeHead(204).end();
      });
    } else {
      const headers = headersOf(dist, path.slice(base.length), sink);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      return false;
    }
    return true;
  });
  return Object.assign(state, server, { root: `${server.origin}${base}` });
}
