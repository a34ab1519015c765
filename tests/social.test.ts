import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { listHtml } from '../src/build/built-pages.ts';
import { foretellCards } from '../src/build/foretold.ts';
import { readSocialImage } from '../src/build/social-images.ts';
import { SITE_URL } from '../src/lib/site.ts';

const MOST_BYTES = 60_000;
const dist = inject('dist');

/** Width and height of a PNG, in px. @throws when the bytes are no PNG */
function sizeOf(png: Buffer): [number, number] {
  if (png.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('These bytes are no PNG.');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

function readMeta(html: string, name: string): string | undefined {
  return new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1];
}

/** Pages of a build that are more than a way to another page. */
function readPages(folder: string): { page: string; html: string }[] {
  return listHtml(folder)
    .map((page) => ({ page: page.slice(folder.length), html: readFileSync(page, 'utf8') }))
    .filter(({ html }) => !html.includes('http-equiv="refresh"'));
}

describe('social images', () => {
  const pages = readPages(dist);

  test('there are pages to look at', () => {
    expect(pages.length).toBeGreaterThan(100);
  });

  test('each page names an image of its own, by its whole address, with its size and a text for it', () => {
    const addresses = pages.map(({ html }) => readMeta(html, 'og:image'));
    for (const [index, { page, html }] of pages.entries()) {
      expect(addresses[index], page).toMatch(`${new URL('/social/', SITE_URL)}`);
      expect([readMeta(html, 'og:image:width'), readMeta(html, 'og:image:height')], page).toEqual(['1200', '630']);
      expect(readMeta(html, 'og:image:alt'), page).toContain('Operations Field Guide');
      expect(readMeta(html, 'twitter:card'), page).toBe('summary_large_image');
    }
    expect(new Set(addresses).size).toBe(pages.length);
  });

  test('each image is a PNG of 1200 by 630 and under 60 kB', () => {
    for (const { page, html } of pages) {
      const png = readFileSync(join(dist, new URL(readMeta(html, 'og:image') ?? '').pathname));
      expect(sizeOf(png), page).toEqual([1200, 630]);
      expect(png.length, page).toBeLessThan(MOST_BYTES);
    }
  });

  test('what is foretold of the content is what its pages say, so that a first build can draw their images before', () => {
    const said = new Set(pages.map(({ html }) => JSON.stringify(readSocialImage(html)?.card)));
    const foretold = [...foretellCards('.')];
    expect(foretold.length).toBeGreaterThan(90);
    for (const card of foretold) expect(said.has(JSON.stringify(card)), card.title).toBe(true);
  });

  test('pages of one line and of none look different', () => {
    const [user, content, skills] = ['roles/user', 'roles/content', 'skills'].map((page) =>
      readFileSync(join(dist, `social/${page}.png`)),
    );
    expect(user?.equals(content ?? Buffer.alloc(0))).toBe(false);
    expect(user?.equals(skills ?? Buffer.alloc(0))).toBe(false);
  });

  test('under a base path the address has the path and the image is there', () => {
    const folder = inject('baseDist');
    const [base] =
      /^\/[^/]+\//.exec(new URL(readMeta(readFileSync(join(folder, 'index.html'), 'utf8'), 'og:url') ?? '').pathname) ??
      [];
    expect(base).toBeDefined();
    for (const { page, html } of readPages(folder)) {
      const { pathname } = new URL(readMeta(html, 'og:image') ?? '');
      expect(pathname, page).toMatch(`${base}social/`);
      expect(sizeOf(readFileSync(join(folder, pathname.slice((base ?? '').length)))), page).toEqual([1200, 630]);
    }
  });
});

describe('icons', () => {
  interface Manifest {
    name: string;
    short_name: string;
    start_url: string;
    scope: string;
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
  }
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.webmanifest'), 'utf8')) as Manifest;
  const drawn = manifest.icons.filter(({ type }) => type === 'image/png');

  test('the manifest says only relative addresses, so that a base path works', () => {
    expect([manifest.start_url, manifest.scope]).toEqual(['./', './']);
    for (const { src } of manifest.icons) expect(src).not.toMatch(/^\/|:/);
  });

  test.each(drawn)('$src is as large as the manifest says', ({ src, sizes }) => {
    expect(sizeOf(readFileSync(join(dist, src))).join('x')).toBe(sizes);
  });

  test('one icon may be cut to any shape', () => {
    expect(drawn.map(({ purpose }) => purpose)).toContain('maskable');
  });

  test('the icon for home screens is a PNG of 180 by 180', () => {
    expect(sizeOf(readFileSync(join(dist, 'apple-touch-icon.png')))).toEqual([180, 180]);
  });

  test('favicon.ico holds one PNG of 32 by 32 where its header says', () => {
    const ico = readFileSync(join(dist, 'favicon.ico'));
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4), ico.readUInt8(6), ico.readUInt8(7)]).toEqual([1, 1, 32, 32]);
    const [length, offset] = [ico.readUInt32LE(14), ico.readUInt32LE(18)];
    expect(offset + length).toBe(ico.length);
    expect(sizeOf(ico.subarray(offset))).toEqual([32, 32]);
  });

  test('each page links its icons and the manifest, and the files are there', () => {
    for (const { page, html } of readPages(dist)) {
      const links = [...html.matchAll(/<link rel="(?:icon|apple-touch-icon|manifest)" href="\/([^"]+)"/g)].map(
        (match) => match[1] ?? '',
      );
      // Browsers that know no SVG icon ask for /favicon.ico by themselves.
      expect(links.sort(), page).toEqual(['apple-touch-icon.png', 'favicon.svg', 'manifest.webmanifest']);
    }
    for (const file of ['apple-touch-icon.png', 'favicon.svg'])
      expect(readFileSync(join(dist, file)).length).toBeLessThan(8_000);
  });
});
