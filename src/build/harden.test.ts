import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hardenPage, listScripts } from './harden.ts';
import { hash, policyOf } from './policy.ts';

const CODE = 'console.log("a")';
let dist = '';

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'harden-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'assets', 'a.js'), CODE);
});

afterAll(() => {
  rmSync(dist, { recursive: true });
});

const page = (head: string, charset = '<meta charset="utf-8">'): string =>
  `<html><head>${charset}${head}</head></html>`;

describe('hardenPage', () => {
  test.each(['<meta charset="utf-8">', '<meta charset=utf-8>', '<meta charset="UTF-8" />'])(
    'puts the policy of the page right after %s',
    (charset) => {
      const html = page('<script>a()</script><style>b{}</style>', charset);
      const policy = `<meta http-equiv="content-security-policy" content="${policyOf(html)}">`;
      expect(hardenPage(html, dist, '/')).toBe(html.replace(charset, charset + policy));
    },
  );

  test('refuses a page without a character set', () => {
    expect(() => hardenPage(page('', ''), dist, '/')).toThrow('<meta charset="utf-8">');
  });

  test.each([
    ['at the root', '/', '/assets/a.js'],
    ['under a base path', '/guide/', '/guide/assets/a.js'],
  ])('adds the hash of a script that is loaded from a file %s', (_, base, source) => {
    const integrity = hash(CODE);
    expect(hardenPage(page(`<script type="module" src="${source}" async></script>`), dist, base)).toContain(
      `<script type="module" src="${source}" integrity="${integrity}" async>`,
    );
  });

  test.each([
    ['has a hash already', '/', '<script src="/assets/a.js" integrity="sha384-x"></script>'],
    ['lies outside the base path', '/guide/', '<script src="/assets/a.js"></script>'],
    ['stands in the page', '/', '<script>a()</script>'],
  ])('leaves a script alone that %s', (_, base, script) => {
    expect(hardenPage(page(script), dist, base)).toContain(script);
  });

  test('stops at a script whose file is missing', () => {
    expect(() => hardenPage(page('<script src="/assets/gone.js"></script>'), dist, '/')).toThrow('gone.js');
  });
});

test('listScripts gives the files that scripts of the site are loaded from', () => {
  const html = page(
    '<script src="/guide/assets/a.js"></script><script type="module" src="/guide/b.js" async></script>' +
      '<script>c()</script><script src="/elsewhere/d.js"></script><img src="/guide/e.png">',
  );
  expect(listScripts(html, '/guide/')).toEqual(['assets/a.js', 'b.js']);
});
