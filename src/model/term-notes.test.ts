import { expect, test } from 'vitest';
import { listLinkedTerms } from './term-notes.ts';

test.each([
  ['none in plain text', 'Retention is what stays.', []],
  [
    'each once, in the order of the text',
    '<T id="churn">a</T> <T id="aarrr">b</T> <T id="churn">c</T>',
    ['churn', 'aarrr'],
  ],
  ['one whose link begins on another line', '<T\n  id="churn">lost</T>', ['churn']],
  ['no other component', '<Cite id="s11" /> <Total id="churn" />', []],
])('lists %s', (_, mdx, ids) => {
  expect(listLinkedTerms(mdx)).toEqual(ids);
});
