import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/** What a test may do to a request before the files answer. Return true when it has answered itself. */
export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface TestServer {
  origin: string;
  close(): Promise<void>;
}

/** Serves a built site on a free port of this machine. `base` begins and ends with a slash. */
export function serveDirectory(directory: string, base: string, intercept?: Intercept): Promise<TestServer> {
  const files = sirv(directory, { dev: true });
  const server = createServer((request, response) => {
    if (intercept?.(request, response)) return;
    const address = request.url ?? '/';
    const notFound = (): void => {
      response
        .writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
        .end(readFileSync(join(directory, '404.html')));
    };
    if (!address.startsWith(base)) return notFound();
    request.url = `/${address.slice(base.length)}`;
    files(request, response, notFound);
  });
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : 0;
      resolve({
        origin: `http://localhost:${port}`,
        close: () =>
          new Promise((done) => {
            server.closeAllConnections();
            server.close(() => {
              done();
            });
          }),
      });
    });
  });
}
