import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, inject, test } from 'vitest';
import { readPages } from '../pages.ts';
import { notes } from './reader.ts';

const dist = inject('dist');

describe('what it weighs', () => {
  test('the part every page loads is under 350 bytes', async () => {
    const result = await build({
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        // As a library, so that what the bundler adds to the first dynamic import of a site is not counted here.
        lib: { entry: 'src/islands/term-notes.ts', formats: ['es'] },
        rolldownOptions: { external: /definition/ },
      },
    });
    const code = [result].flat().flatMap((made) => ('output' in made ? made.output[0].code : []))[0] ?? '';
    expect(code).toContain('pointerenter');
    expect(brotliCompressSync(code).length).toBeLessThan(350);
  });

  test('the definitions are at most 12 kB', () => {
    expect(readFileSync(join(dist, 'terms.json.br')).length).toBeLessThanOrEqual(12_000);
  });
});

/** The term links of a page that stand in a heading or in another link: where a note would be in the way. */
function findMisplaced(html: string): string[] {
  const found: string[] = [];
  const inside: string[] = [];
  for (const [tag, end, name = ''] of html.matchAll(/<(\/?)(a|h[1-6]|summary|button)\b[^>]*>/g)) {
    if (end) inside.splice(inside.lastIndexOf(name), 1);
    else {
      if (/class="term"/.test(tag) && inside.length > 0) found.push(`${inside.join(' ')} ${tag}`);
      inside.push(name);
    }
  }
  return found;
}

describe('the terms of the built site', () => {
  const pages = readPages(dist).map(({ address, html }) => ({
    address,
    html,
    terms: [...html.matchAll(/<a class="term" href="\/glossary\/#([^"]+)"/g)].map((match) => match[1] ?? ''),
  }));

  test.each([
    ['in a sentence', '<p>See <a class="term" href="#a">a</a>, <a href="/">b</a></p>', 0],
    ['after a heading and a link', '<h2>One</h2><p><a href="/">b</a> <a class="term" href="#a">a</a></p>', 0],
    ['in a heading', '<h3 id="x">One <a class="term" href="#a">a</a></h3>', 1],
    ['in a link', '<a href="/">b <a class="term" href="#a">a</a></a>', 1],
    ['in a summary', '<summary>b <a class="term" href="#a">a</a></summary>', 1],
  ])('a term %s is told apart', (_, html, count) => {
    expect(findMisplaced(html)).toHaveLength(count);
  });

  test('none stands in a heading, a control or another link', () => {
    expect(pages.flatMap(({ terms }) => terms).length).toBeGreaterThan(200);
    expect(pages.flatMap(({ address, html }) => findMisplaced(html).map((place) => `${address}: ${place}`))).toEqual(
      [],
    );
  });

  test('each has a definition to show', () => {
    const without = pages.flatMap(({ address, terms }) =>
      terms.filter((id) => !notes[id]).map((id) => `${address}: ${id}`),
    );
    expect(without).toEqual([]);
  });

  test('each is underlined in WebKit too, which drops a shorthand that says more than the line', () => {
    const sheets = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.css'));
    const styles = [
      ...pages.map(({ html }) => html),
      ...sheets.map((name) => readFileSync(join(dist, 'assets', name), 'utf8')),
    ].flatMap((text) => text.match(/text-decoration:[^;}"]+/g) ?? []);
    expect(styles).toContain('text-decoration:none');
    expect(styles.filter((style) => /:\s*\S+ [^!]/.test(style))).toEqual([]);
  });

  test('every role guide and article links at least four', () => {
    const texts = pages.filter(({ address }) =>
      /^\/(roles|foundations|mindset|start|career|about)\/[^/]+\/$/.test(address),
    );
    expect(texts.length).toBeGreaterThan(40);
    expect(
      texts.filter(({ terms }) => terms.length < 4).map(({ address, terms }) => `${address}: ${terms.length}`),
    ).toEqual([]);
  });
});
