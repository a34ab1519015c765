import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { readPages } from './pages.ts';

const dist = inject('dist');
/** Bytes of a file as a reader gets it: those of its Brotli twin, where it has one. */
const sent = (file: string): number =>
  (statSync(join(dist, `${file}.br`), { throwIfNoEntry: false }) ?? statSync(join(dist, file))).size;

const pages = readPages(dist);
/** Fits in the first flight of a connection with its headers: such a page is painted one round trip earlier. */
const GUIDE = 14_200;

/** Scripts a page loads at once, with those they import. */
function scriptsOf(html: string): string[] {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const code = readFileSync(join(dist, 'assets', name), 'utf8');
    for (const match of code.matchAll(/(?:^|;)import(?:[^'"`(]*from)?\s*["'`]\.\/([^"'`]+)["'`]/g))
      visit(match[1] ?? '');
  };
  for (const match of html.matchAll(/<script[^>]+src="[^"]*\/assets\/([^"]+)"/g)) visit(match[1] ?? '');
  return [...seen];
}

const figures = pages.map(({ address, html }) => {
  const scripts = scriptsOf(html).reduce((sum, name) => sum + sent(`assets/${name}`), 0);
  const document = sent(address.endsWith('/') ? `${address}index.html` : address);
  return { address, document, scripts, requests: scriptsOf(html).length };
});
const font = readdirSync(join(dist, 'assets'))
  .filter((name) => /^guide\..*\.woff2$/.test(name))
  .reduce((sum, name) => sum + readFileSync(join(dist, 'assets', name)).length, 0);

describe('first view of a page, cold, in Brotli bytes', () => {
  test('is printed, with the headroom', () => {
    const watched = figures.filter(({ address }) => address === '/' || address.startsWith('/roles/'));
    console.table(
      Object.fromEntries(
        watched.map(({ address, document, scripts }) => [
          address,
          { document, headroom: GUIDE - document, scripts, 'with font': document + scripts + font },
        ]),
      ),
    );
    expect(watched).toHaveLength(8);
  });

  test('a role guide and the home page arrive in the first flight, styles included', () => {
    const heavy = figures.filter(({ address }) => address === '/' || /^\/roles\/./.test(address));
    for (const { address, document } of heavy) expect(document, address).toBeLessThanOrEqual(GUIDE);
  });

  test('a role guide needs at most 20 kB in five requests without its font, and 38 kB with it', () => {
    for (const { address, document, scripts, requests } of figures.filter((page) => /^\/roles\/./.test(page.address))) {
      expect(document + scripts, address).toBeLessThanOrEqual(20_000);
      expect(requests + 1, address).toBeLessThanOrEqual(5);
      expect(document + scripts + font, address).toBeLessThanOrEqual(38_000);
    }
  });

  test('no page but the search itself loads more than 4 kB of script at once', () => {
    for (const { address, scripts } of figures.filter((page) => page.address !== '/search/'))
      expect(scripts, address).toBeLessThanOrEqual(4_000);
  });

  test('the glossary stays one light page', () => {
    expect(figures.find(({ address }) => address === '/glossary/')?.document).toBeLessThanOrEqual(32_000);
  });
});
