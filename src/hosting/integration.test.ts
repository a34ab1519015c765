import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hosting } from './integration.ts';

const PAGE =
  '<!doctype html><html><head><meta charset="utf-8"><style>p{}</style></head><body><p id="main">Words</p></body></html>';
let dist = '';
beforeEach(() => {
  dist = join(mkdtempSync(join(tmpdir(), 'guide-host-')), 'dist');
  mkdirSync(join(dist, 'roles'), { recursive: true });
  for (const file of ['index.html', '404.html', 'roles/index.html']) writeFileSync(join(dist, file), PAGE);
});
afterEach(() => {
  rmSync(join(dist, '..'), { recursive: true });
});

/** Runs the hooks as Astro does. Gives the configuration the integration asked for. */
function run(command: 'build' | 'dev', list: unknown, base = '/'): unknown {
  const { hooks } = hosting(list);
  const updateConfig = vi.fn();
  const call = (name: keyof typeof hooks, options: object) => {
    (hooks[name] as (options: object) => void)(options);
  };
  call('astro:config:setup', { command, config: { base, site: 'https://guide.example' }, updateConfig });
  if (command === 'build') call('astro:build:done', { dir: pathToFileURL(`${dist}/`), logger: { info: vi.fn() } });
  return updateConfig.mock.calls[0]?.[0];
}

test.each([
  {
    name: 'a loop',
    list: [
      { from: '/a/', to: '/b/' },
      { from: '/b/', to: '/a/' },
    ],
    words: /loop/,
  },
  {
    name: 'a chain',
    list: [
      { from: '/a/', to: '/b/' },
      { from: '/b/', to: '/roles/' },
    ],
    words: /takes 2 steps/,
  },
  { name: 'a hidden page', list: [{ from: '/roles/', to: '/' }], words: /live page/ },
  { name: 'a missing target', list: [{ from: '/a/', to: '/gone/' }], words: /no page or id/ },
])('$name stops the build', ({ list, words }) => {
  expect(() => run('build', list)).toThrow(words);
  expect(existsSync(join(dist, '_headers'))).toBe(false);
});

test('a moved page gets a redirect in every form, under a base path too', () => {
  const list = [{ from: '/old/', to: '/roles/#main' }];
  expect(run('dev', list, '/ops/')).toEqual({ redirects: { '/old/': '/ops/roles/#main' } });
  // In a build Astro is told nothing: it would leave out a page that a redirect hides.
  expect(run('build', list, '/ops/')).toBeUndefined();
  expect(readFileSync(join(dist, 'old/index.html'), 'utf8')).toContain('url=/ops/roles/#main');
  expect(readFileSync(join(dist, 'old/index.html'), 'utf8')).toContain('content-security-policy');
  expect(readFileSync(join(dist, '_redirects'), 'utf8')).toContain('/ops/old/ /ops/roles/#main 301');
  expect(readFileSync(`${dist}-hosting/redirects.nginx`, 'utf8')).toContain('/ops/old/');
  expect(readFileSync(`${dist}-hosting/redirects.caddy`, 'utf8')).toContain('/ops/old/');
});

test('files for servers stand beside the site, never in it', () => {
  run('build', []);
  expect(existsSync(`${dist}-hosting/headers.nginx`)).toBe(true);
  expect(existsSync(join(dist, 'headers.nginx'))).toBe(false);
});
