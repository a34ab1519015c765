/** Serves the built site: `npm start`. Moves to the next free port when one is taken, and says so. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import sirv from 'sirv';
import { BASE_PATH } from '../lib/site.ts';

/** The port tried first; PORT overrides it, 0 takes any. */
const FIRST_PORT = Number(process.env['PORT'] ?? 4321);
const PORTS_TRIED = 20;

const files = sirv('dist', { etag: true, gzip: true, brotli: true });
const base = BASE_PATH.replace(/\/$/, '');

const server = createServer((request, response) => {
  const address = request.url ?? '/';
  if (base !== '' && !address.startsWith(`${base}/`)) {
    response.writeHead(302, { location: `${base}/` }).end();
    return;
  }
  request.url = address.slice(base.length) || '/';
  files(request, response, () => {
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(readFileSync('dist/404.html'));
  });
});

let port = FIRST_PORT;
server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE' || port >= FIRST_PORT + PORTS_TRIED) throw error;
  console.log(`Port ${port} is taken, trying ${port + 1}.`);
  port += 1;
  server.listen(port, 'localhost');
});
server.on('listening', () => {
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  console.log(`The guide is on http://localhost:${bound}${BASE_PATH}  (stop with Ctrl-C)`);
});
server.listen(port, 'localhost');
