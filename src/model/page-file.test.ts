import { describe, expect, it } from 'vitest';
import { splitPage } from './page-file.ts';

describe('splitPage', () => {
  it.each([
    ['a page', '---\ntitle: One\n---\nText.\n', { front: 'title: One', body: 'Text.\n', firstLine: 4 }],
    [
      'a rule in the text, which ends nothing',
      '---\na: 1\nb: 2\n---\n\nOne\n\n---\n\nTwo',
      { front: 'a: 1\nb: 2', body: '\nOne\n\n---\n\nTwo', firstLine: 5 },
    ],
    ['no frontmatter', 'Text.\n---\n', { front: '', body: 'Text.\n---\n', firstLine: 1 }],
    ['nothing', '', { front: '', body: '', firstLine: 1 }],
  ])('%s', (_, text, parts) => {
    expect(splitPage(text)).toEqual(parts);
  });
});
