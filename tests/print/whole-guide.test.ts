import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readBuiltPages } from '../../src/build/built-pages.ts';
import { sectionId } from '../../src/model/whole-guide.ts';
import { launch } from '../browser.ts';
import { SITES } from '../sites.ts';
import { look, readSizes } from './paper.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each(SITES)('the whole guide on one page, $place', ({ dist, base }) => {
  const file = join(dist, 'print', 'index.html');
  const html = readFileSync(file, 'utf8');
  const all = (pattern: RegExp, text = html): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
  const ids = all(/\sid="([^"]+)"/g);
  const pages = [...readBuiltPages(dist).keys()].filter(
    (address) => !['/', '/404.html', '/search/', '/offline/', '/print/'].includes(address),
  );

  test('has every page of the guide, and contents that lead to each', () => {
    const contents = /<nav aria-label="Contents">([\s\S]*?)<\/nav>/.exec(html)?.[1] ?? '';
    expect(pages.length).toBeGreaterThan(100);
    expect(all(/href="#([^"]+)"/g, contents).sort()).toEqual(pages.map(sectionId).sort());
  });

  test('has no id twice, and every link inside it resolves', () => {
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    const known = new Set(ids);
    const targets = all(/\shref="#([^"]+)"/g);
    expect(targets.length).toBeGreaterThan(3000);
    expect(targets.filter((id) => !known.has(id))).toEqual([]);
    const named = all(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/g).flatMap((list) => list.split(' '));
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  test('sends the reader to the site only for what is not in it', () => {
    const article = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
    const outside = all(/\shref="(\/[^"#]*)/g, article).map((address) => address.replace(base, '/'));
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.filter((address) => pages.includes(address))).toEqual([]);
  });

  test('says what the pages say', () => {
    for (const address of ['/roles/event/', '/glossary/', '/skills/segmentation/']) {
      const sentence = /<p class="lead[^>]*>([^<]{40,})/.exec(
        readFileSync(join(dist, address, 'index.html'), 'utf8'),
      )?.[1];
      expect(sentence, address).toBeDefined();
      expect(html).toContain(sentence);
    }
  });

  test('is left out of the search and of what is kept on a device, and is a small file for what it is', () => {
    expect(html).toContain('content="noindex"');
    expect(html).not.toContain('data-pagefind');
    expect(readFileSync(join(dist, 'sw.js'), 'utf8')).not.toContain('"print/"');
    expect(existsSync(`${file}.br`)).toBe(true);
    expect(readFileSync(`${file}.br`).length).toBeLessThan(400_000);
  });
});

test('the whole guide prints, with its contents first and each role on a new sheet', async () => {
  const { sizes, breaks, contents } = await look(browser, '/print/', 672, async (page) => ({
    sizes: readSizes(await page.pdf({ format: 'A4' })),
    breaks: await page
      .locator('section[data-line]')
      .evaluateAll((roles) => roles.map((role) => getComputedStyle(role).breakBefore)),
    contents: await page.getByRole('navigation', { name: 'Contents' }).isVisible(),
  }));
  expect(sizes.length).toBeGreaterThan(200);
  expect(breaks).toEqual(Array.from({ length: 6 }, () => 'page'));
  expect(contents).toBe(true);
});
