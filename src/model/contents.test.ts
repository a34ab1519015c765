import { describe, expect, test } from 'vitest';
import { buildContents, type ContentsEntry } from './contents.ts';

const heading = (depth: number, slug: string) => ({ depth, slug, text: slug.toUpperCase() });
const show = (entries: readonly ContentsEntry[]): string =>
  entries.map(({ id, below }) => (below.length > 0 ? `${id}(${show(below)})` : id)).join(' ');

describe('buildContents', () => {
  test.each([
    ['lists h2s in order', [heading(2, 'a'), heading(2, 'b')], 'a b'],
    [
      'puts h3s below the h2 before them',
      [heading(2, 'a'), heading(3, 'b'), heading(3, 'c'), heading(2, 'd')],
      'a(b c) d',
    ],
    ['keeps an h3 that stands before any h2', [heading(3, 'a'), heading(2, 'b')], 'a b'],
    ['leaves out the title and what is deeper', [heading(1, 'a'), heading(2, 'b'), heading(4, 'c')], 'b'],
    ['lists nothing for a page without headings', [], ''],
  ])('%s', (_, headings, expected) => {
    expect(show(buildContents(headings))).toBe(expected);
  });

  test('keeps the words of a heading', () => {
    expect(buildContents([heading(2, 'a')])).toEqual([{ id: 'a', text: 'A', below: [] }]);
  });
});
