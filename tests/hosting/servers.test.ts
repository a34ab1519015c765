import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { IMMUTABLE, REVALIDATE, headerPolicy, securityHeaders } from '../../src/hosting/headers.ts';
import { get, type Answer } from './request.ts';
import {
  findBrotliModule,
  findProgram,
  startCaddy,
  startNginx,
  type RunningServer,
  type ServedSite,
} from './servers.ts';
import { clear, layOut, listKinds, metaPolicyOf, PLANTED, readAnswer } from './sites.ts';

const dist = inject('dist');
const baseDist = inject('baseDist');
const BASE = '/ops-guide/';
const kinds = listKinds(dist);

interface Host {
  name: string;
  program: string | undefined;
  start: (program: string, site: ServedSite) => Promise<RunningServer>;
  /** Packings the server sends ready-made, the one it prefers first. */
  packings: string[];
}
const nginx = findProgram('nginx');
const brotli = findBrotliModule();
const HOSTS: Host[] = [
  { name: 'nginx', program: nginx, start: startNginx, packings: ['gzip'] },
  {
    name: 'nginx with its brotli module',
    program: brotli && nginx,
    start: (program, site) => startNginx(program, site, brotli),
    packings: ['br', 'gzip'],
  },
  { name: 'caddy', program: findProgram('caddy'), start: startCaddy, packings: ['br', 'gzip'] },
];
const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync } as Record<string, (packed: Buffer) => Buffer>;
const ENDINGS = { br: '.br', gzip: '.gz' } as Record<string, string>;

const tidy = (policy: unknown): string => String(policy).replace(/\s+/g, ' ').replaceAll(' ;', ';');
const plain = tidy(headerPolicy({ scripts: [], styles: [] }));

for (const { name, program, start, packings } of HOSTS) {
  if (program === undefined)
    console.warn(`\n*** ${name} is not on this machine: the site is NOT tested behind it. ***\n`);

  describe.skipIf(program === undefined)(`the built site behind ${name}`, () => {
    const sites: ServedSite[] = [];
    let server: RunningServer;
    let based: RunningServer;
    const ask = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
      get(`${server.https ?? server.http}${address}`, headers, server.certificate, method);

    beforeAll(async () => {
      const [atRoot, underBase] = [layOut(dist, '/'), layOut(baseDist, BASE)];
      sites.push(atRoot, underBase);
      server = await start(program ?? '', atRoot);
      based = await start(program ?? '', underBase);
    });
    afterAll(async () => {
      await server.stop();
      await based.stop();
      sites.forEach(clear);
    });

    test.each(kinds)('$name is answered with its type and status', async ({ address, type, missing, ...kind }) => {
      const { status, headers, body } = await ask(address);
      expect(status).toBe(missing ? 404 : 200);
      expect(headers['content-type']).toMatch(type);
      if (missing || address.endsWith('/'))
        expect(body.toString()).toBe(readAnswer(dist, { address, missing: missing ?? false }));
      expect(headers['cache-control']).toBe(kind.kept ? IMMUTABLE : REVALIDATE);
    });

    test.each(kinds)('$name carries every security header', async ({ address, missing }) => {
      const { headers } = await ask(address);
      const isPage = missing || address.endsWith('/');
      const own = isPage ? metaPolicyOf(readAnswer(dist, { address, missing: missing ?? false })) : '';
      const policy = isPage ? `${own}; frame-ancestors 'none'; upgrade-insecure-requests` : plain;
      for (const [header, value] of Object.entries(securityHeaders(policy))) {
        expect(tidy(headers[header.toLowerCase()]), header).toBe(value);
      }
    });

    test.each(kinds)('$name does not say which version serves it', async ({ address }) => {
      const { headers } = await ask(address);
      expect(headers.server ?? '').not.toMatch(/\d/);
      expect(headers).not.toHaveProperty('x-powered-by');
    });

    const texts = kinds.filter(({ address, missing }) => {
      const file = join(dist, address.replace(/\/$/, '/index.html'));
      return !missing && existsSync(`${file}.br`) && existsSync(`${file}.gz`);
    });
    test.each(packings.flatMap((packing) => texts.map((kind) => ({ ...kind, packing }))))(
      '$name is sent as the build packed it with $packing',
      async ({ address, packing }) => {
        const file = join(dist, address.replace(/\/$/, '/index.html'));
        const { headers, body } = await ask(address, { 'accept-encoding': packing });
        expect(headers['content-encoding']).toBe(packing);
        expect(String(headers.vary).toLowerCase()).toContain('accept-encoding');
        expect(body.equals(readFileSync(`${file}${ENDINGS[packing] ?? ''}`))).toBe(true);
        expect(UNPACK[packing]?.(body).equals(readFileSync(file))).toBe(true);
      },
    );

    test('a browser that takes every packing gets the smallest', async () => {
      const { headers } = await ask('/roles/user/', { 'accept-encoding': 'gzip, deflate, br, zstd' });
      expect(headers['content-encoding']).toBe(packings[0]);
    });

    test.skipIf(!packings.includes('br'))(
      'a part of the index is sent unpacked under Brotli, else as it is',
      async () => {
        const { address } = kinds.find((kind) => kind.name === 'a chunk of the index') ?? { address: '' };
        const file = readFileSync(join(dist, address));
        const [br, gzip] = [
          await ask(address, { 'accept-encoding': 'br' }),
          await ask(address, { 'accept-encoding': 'gzip' }),
        ];
        expect(br.headers['content-encoding']).toBe('br');
        expect(br.headers['content-type']).toMatch(/octet-stream/);
        expect(String(br.headers.vary).toLowerCase()).toContain('accept-encoding');
        expect(brotliDecompressSync(br.body).equals(gunzipSync(file))).toBe(true);
        expect(gzip.headers['content-encoding']).toBeUndefined();
        expect(gzip.body.equals(file)).toBe(true);
      },
    );

    test('a browser that takes nothing packed gets the file itself', async () => {
      const { headers, body } = await ask('/roles/user/', { 'accept-encoding': 'identity' });
      expect(headers['content-encoding']).toBeUndefined();
      expect(body.toString()).toBe(readAnswer(dist, { address: '/roles/user/' }));
    });

    test('a page that has not changed is not sent again', async () => {
      const first = await ask('/roles/user/');
      const second = await ask('/roles/user/', { 'if-none-match': String(first.headers.etag) });
      expect(second.status).toBe(304);
      expect(second.body).toHaveLength(0);
      expect(second.headers['cache-control']).toBe(REVALIDATE);
    });

    test('an old address leads to the new one for good', async () => {
      const { status, headers } = await ask(PLANTED.from);
      expect(status).toBe(301);
      expect(headers.location).toBe(PLANTED.to);
      expect(headers['x-content-type-options']).toBe('nosniff');
    });

    test('an address without its last slash leads to the page', async () => {
      const { status, headers } = await ask('/roles');
      expect([301, 308]).toContain(status);
      expect(new URL(String(headers.location), server.http).pathname).toBe('/roles/');
    });

    test('nothing can be sent to the site', async () => {
      expect((await ask('/roles/user/', {}, 'POST')).status).toBe(405);
    });

    if (name.startsWith('nginx')) {
      test('plain http leads to https at the same address', async () => {
        const { status, headers } = await get(`${server.http}/roles/user/?x=1`);
        expect(status).toBe(301);
        expect(headers.location).toBe(`${server.https ?? ''}/roles/user/?x=1`);
      });
    }

    test('under a base path, pages, hashed files, redirects and the missing page work the same', async () => {
      const origin = based.https ?? based.http;
      const askBased = (address: string): Promise<Answer> => get(`${origin}${BASE}${address}`, {}, based.certificate);
      const page = await askBased('roles/user/');
      expect(page.status).toBe(200);
      expect(tidy(page.headers['content-security-policy'])).toContain(metaPolicyOf(page.body.toString()));
      const kept = listKinds(baseDist).find((kind) => kind.kept)?.address ?? '';
      expect((await askBased(kept.slice(1))).headers['cache-control']).toBe(IMMUTABLE);
      expect((await askBased(PLANTED.from.slice(1))).headers.location).toBe(`${BASE}${PLANTED.to.slice(1)}`);
      const missing = await askBased('no/such/page/');
      expect(missing.status).toBe(404);
      expect(missing.body.toString()).toBe(readAnswer(baseDist, { address: '', missing: true }));
    });
  });
}
