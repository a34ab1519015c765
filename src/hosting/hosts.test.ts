import { expect, test } from 'vitest';
import * as caddy from './caddy.ts';
import { headerPolicy, securityHeaders } from './headers.ts';
import { LIMITS, partPolicies, sharedPolicy, writeHeadersFile, writeRedirectsFile } from './netlify.ts';
import * as nginx from './nginx.ts';
import type { Site } from './site.ts';

const hash = (index: number): string => `'sha256-${String(index).padStart(43, '0')}='`;
const makePages = (count: number) =>
  new Map(Array.from({ length: count }, (_, index) => [`/p${index}/`, { scripts: [hash(0)], styles: [hash(index)] }]));
const makeSite = (site: Partial<Site> = {}): Site => ({
  prefix: '',
  pages: makePages(2),
  redirects: [],
  preload: false,
  ...site,
});
const moved = (count: number) => Array.from({ length: count }, (_, index) => ({ from: `/old-${index}/`, to: '/p0/' }));

test('the header policy allows nothing by default, nothing unsafe, and no frame', () => {
  const policy = headerPolicy({ scripts: [hash(1)], styles: [hash(2)] });
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash(1)};`);
  expect(policy).toContain(`style-src 'self' ${hash(2)};`);
  expect(policy).toMatch(/frame-ancestors 'none'; upgrade-insecure-requests$/);
  expect(policy).not.toMatch(/'unsafe-|data:|https?:|\*/);
});

test.each([
  { preload: false, value: 'max-age=63072000' },
  { preload: true, value: 'max-age=63072000; includeSubDomains; preload' },
])('preloading is asked for only by the owner: $preload', ({ preload, value }) => {
  expect(securityHeaders('', preload)['Strict-Transport-Security']).toBe(value);
});

test('the features that are switched off leave web-share alone', () => {
  expect(securityHeaders('')['Permissions-Policy']).toContain('camera=()');
  expect(securityHeaders('')['Permissions-Policy']).not.toContain('web-share');
});

test('one policy for all pages holds every hash while they fit a line', () => {
  const policy = sharedPolicy(makePages(10).values());
  for (let index = 0; index < 10; index += 1) expect(policy).toContain(hash(index));
  expect(policy).not.toContain('unsafe-inline');
});

test('when they do not fit, inline styles are left to each page’s own policy, and scripts never are', () => {
  const policy = sharedPolicy(makePages(100).values());
  expect(policy).toContain("style-src 'self' 'unsafe-inline';");
  expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash(0)};`);
});

test.each([{ pages: 2 }, { pages: 1000 }])('_headers keeps Cloudflare’s limits with $pages sheets', ({ pages }) => {
  const text = writeHeadersFile(makeSite({ pages: makePages(pages), prefix: '/ops' }));
  expect(text.split('\n').filter((line) => line.startsWith('/')).length).toBeLessThanOrEqual(LIMITS.headerRules);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(LIMITS.headerLine);
  expect(text).toContain('\n/ops/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n');
  // Cloudflare joins values of rules that overlap: no rule for /* may set this header.
  expect(text.split('\n\n')[0]).not.toContain('Cache-Control');
});

test('each part of the guide has a policy with its own hashes and those of the root, and others are left to their pages', () => {
  const pages = new Map([
    ...Array.from({ length: 40 }, (_, index) => [`/large/p${index}/`, { scripts: [], styles: [hash(index)] }] as const),
    ['/small/a/', { scripts: [hash(90)], styles: [hash(91)] }],
    ['/404.html', { scripts: [], styles: [hash(92)] }],
    ['/', { scripts: [], styles: [hash(93)] }],
  ] as const);
  const { policies, left } = partPolicies(pages);
  expect(left).toEqual(['/large/*']);
  expect([...policies.keys()]).toEqual(['/small/*', '/']);
  expect(policies.get('/small/*')).toBe(headerPolicy({ scripts: [hash(90)], styles: [hash(91), hash(92)] }));
  expect(policies.get('/')).toBe(headerPolicy({ scripts: [], styles: [hash(92), hash(93)] }));
  expect(writeHeadersFile(makeSite({ pages, prefix: '/ops' }))).toContain(
    `\n\n/ops/small/*\n  Content-Security-Policy: ${policies.get('/small/*') ?? ''}\n`,
  );
});

test('a policy too long for a line stops the build', () => {
  const pages = new Map(
    Array.from({ length: 40 }, (_, index) => [`/p${index}/`, { scripts: [hash(index)], styles: [] }]),
  );
  expect(() => writeHeadersFile(makeSite({ pages }))).toThrow(
    /_headers has a line of \d+ characters.*Cloudflare Pages reads 2000/,
  );
});

test('_redirects has a line for each, and too many stop the build', () => {
  expect(writeRedirectsFile(makeSite({ prefix: '/ops', redirects: moved(1) }))).toContain(
    '\n/ops/old-0/ /ops/p0/ 301\n',
  );
  expect(() => writeRedirectsFile(makeSite({ redirects: moved(LIMITS.redirects + 1) }))).toThrow(/2001 lines/);
});

test('nginx learns the hashes of each page, and each header stands once', () => {
  const site = makeSite({ prefix: '/ops', redirects: moved(1) });
  expect(nginx.writeMaps(site)).toContain(`"/ops/p1/index.html" "${hash(1)}";`);
  expect(nginx.writeHeaders(site)).toContain("style-src 'self' $guide_styles;");
  expect(nginx.writeHeaders(site)).not.toContain(hash(1));
  expect(nginx.writeRedirects(site)).toContain('location = /ops/old-0/ { return 301 "/ops/p0/"; }');
});

test('Caddy learns the hashes of each page, and each header stands once', () => {
  const site = makeSite({ prefix: '/ops', redirects: moved(1) });
  expect(caddy.writeHeaders(site)).toContain(`/ops/p1/ "${hash(0)}" "${hash(1)}"`);
  expect(caddy.writeHeaders(site).match(/Content-Security-Policy/g)).toHaveLength(1);
  expect(caddy.writeRedirects(site)).toContain('redir /ops/old-0/ /ops/p0/ 301');
});
