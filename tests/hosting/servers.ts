/** Starts the real servers on this machine with the templates in hosting/, for the tests and for `npm run load`. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A server that is up. `http` and `https` are origins; `certificate` is the file to trust for https. */
export interface RunningServer {
  readonly http: string;
  readonly https?: string;
  readonly certificate?: string;
  stop(): Promise<void>;
}

/** What to serve: the built site and the folder with the snippets written for it. */
export interface ServedSite {
  readonly root: string;
  readonly snippets: string;
}

const STARTS_WITHIN = 10_000;
const NGINX_PLACES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx', '/usr/local/bin/nginx'];
const MIME_PLACES = ['/etc/nginx/mime.types', '/usr/local/etc/nginx/mime.types', '/opt/homebrew/etc/nginx/mime.types'];

function onPath(command: string): string | undefined {
  try {
    return (
      execFileSync('which', [command], { stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim() || undefined
    );
  } catch {
    return undefined;
  }
}

/** Where a program is, or nothing. Debian keeps nginx off the path of ordinary users. */
export function findProgram(name: string): string | undefined {
  return onPath(name) ?? (name === 'nginx' ? NGINX_PLACES.find((place) => existsSync(place)) : undefined);
}

function takeFreePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      probe.close(() => {
        done(typeof bound === 'object' && bound ? bound.port : 0);
      });
    });
  });
}

/** Replaces each text, and says so when a template no longer has it. */
function fillIn(template: string, values: readonly (readonly [string, string])[]): string {
  return values.reduce((text, [old, value]) => {
    if (!text.includes(old)) throw new Error(`hosting/nginx.conf no longer says “${old}”; the tests replace it.`);
    return text.replaceAll(old, value);
  }, template);
}

/** Runs a server in the foreground until stop(). @throws with its own words when it ends before it answers */
async function run(command: string, args: string[], env: Record<string, string>, probe: string, folder: string) {
  const server = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  server.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const ended = new Promise<void>((done) =>
    server.once('close', () => {
      done();
    }),
  );
  const until = Date.now() + STARTS_WITHIN;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`${command} did not start:\n${words}`);
    const up = await fetch(probe, { redirect: 'manual' }).then(
      () => true,
      () => false,
    );
    if (up) break;
    if (Date.now() > until) {
      server.kill();
      throw new Error(`${command} did not answer within ${STARTS_WITHIN / 1000} s:\n${words}`);
    }
    await new Promise((later) => setTimeout(later, 50));
  }
  return async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** A certificate for localhost that is its own authority, valid for a day. */
function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, '-nodes', '-days', '1', ...subject, '-keyout', key, '-out', certificate],
    { stdio: 'ignore' },
  );
  return { certificate, key };
}

const BROTLI_PLACES = ['/usr/lib/nginx/modules', '/usr/lib64/nginx/modules', '/usr/local/libexec/nginx'].map((folder) =>
  join(folder, 'ngx_http_brotli_static_module.so'),
);

/** nginx's module for files packed with Brotli, or nothing. */
export const findBrotliModule = (): string | undefined => BROTLI_PLACES.find((place) => existsSync(place));

/**
 * Starts nginx with hosting/nginx.conf, names, ports and folders replaced and nothing else.
 * @param brotli the module to load; the line that waits for it is switched on
 */
export async function startNginx(
  program: string,
  { root, snippets }: ServedSite,
  brotli?: string,
): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'guide-nginx-'));
  const { certificate, key } = makeCertificate(folder);
  const [http, https] = [await takeFreePort(), await takeFreePort()];
  const site = fillIn(readFileSync('hosting/nginx.conf', 'utf8'), [
    ['listen 80;', `listen 127.0.0.1:${http};`],
    ['listen 443 ', `listen 127.0.0.1:${https} `],
    ['https://$host$request_uri', `https://$host:${https}$request_uri`],
    ['/etc/letsencrypt/live/guide.example.org/fullchain.pem', certificate],
    ['/etc/letsencrypt/live/guide.example.org/privkey.pem', key],
    ['guide.example.org', 'localhost'],
    ['/srv/guide/dist-hosting', resolve(snippets)],
    ['/srv/guide/dist', resolve(root)],
    ['#brotli_static on;', brotli ? 'brotli_static on;' : ''],
  ]);
  writeFileSync(join(folder, 'site.conf'), site);
  const mime = MIME_PLACES.find((place) => existsSync(place)) ?? 'mime.types';
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  const main = [
    ...(brotli ? [`load_module ${brotli};`] : []),
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    `daemon off; pid ${folder}/pid; error_log stderr crit; worker_processes auto;`,
    'events { worker_connections 4096; }',
    `http { include ${mime}; default_type application/octet-stream; access_log off; ${temporary.join(' ')}`,
    `include ${folder}/site.conf; }`,
  ];
  writeFileSync(join(folder, 'nginx.conf'), main.join('\n'));
  const stop = await run(
    program,
    ['-p', folder, '-c', join(folder, 'nginx.conf')],
    {},
    `http://127.0.0.1:${http}/`,
    folder,
  );
  return { http: `http://localhost:${http}`, https: `https://localhost:${https}`, certificate, stop };
}

/** Starts Caddy with hosting/Caddyfile as it stands, over plain HTTP on this machine. */
export async function startCaddy(program: string, { root, snippets }: ServedSite): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'guide-caddy-'));
  mkdirSync(join(folder, 'home'));
  const http = `http://localhost:${await takeFreePort()}`;
  // The admin port is shared by every Caddy on a machine: this one does without.
  const config = `{\n\tadmin off\n}\n${readFileSync('hosting/Caddyfile', 'utf8')}`;
  writeFileSync(join(folder, 'Caddyfile'), config);
  const names = { GUIDE_ADDRESS: http, GUIDE_ROOT: resolve(root), GUIDE_HOSTING: resolve(snippets) };
  const env = { ...names, HOME: join(folder, 'home'), XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const stop = await run(
    program,
    ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'],
    env,
    http,
    folder,
  );
  return { http, stop };
}
