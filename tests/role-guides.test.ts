import { describe, expect, inject, test } from 'vitest';
import { ANATOMY, FRAME } from '../src/model/anatomy.ts';
import { all, countWords, readPages, ROLES, visibleText } from './pages.ts';

const pages = readPages(inject('dist'));

describe.each(ROLES)('the guide to %s', (role) => {
  const html = pages.find(({ address }) => address === `/roles/${role}/`)?.html ?? '';

  test('has the fixed anatomy, in order', () => {
    const expected = [FRAME.sentence, FRAME.glance, ...ANATOMY.map(({ id }) => id), FRAME.sources];
    const found = all(/<h2 id="([^"]+)"/g, html);
    expect(found.filter((id) => expected.includes(id as (typeof expected)[number]))).toEqual(expected);
  });

  test('is between 1,800 and 3,000 words', () => {
    const guide = /<div class="prose">([\s\S]*?)<h2 id="sources"/.exec(html)?.[1] ?? '';
    const words = countWords(visibleText(guide));
    expect(words).toBeGreaterThanOrEqual(1800);
    expect(words).toBeLessThanOrEqual(3000);
  });

  test('links each level of a skill once in its row of the table', () => {
    const rows = all(/<tr><th scope="row">(.*?)<\/tr>/g, html.split('<table class="levels">')[1] ?? '');
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) {
      const cells = all(/<td[^>]*>(.*?)<\/td>/g, row).filter((cell) => !cell.includes('not asked'));
      const asked = cells.map((cell) => cell.replace(/<[^>]+>/g, ''));
      const linked = cells.filter((cell) => /href="\/skills\/[\w-]+\/#\w+"/.test(cell));
      expect(linked.map((cell) => cell.replace(/<[^>]+>/g, ''))).toEqual([...new Set(asked)]);
    }
  });
});
