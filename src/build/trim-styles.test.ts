import { expect, test } from 'vitest';
import { trimPage } from './trim-styles.ts';

const SHEET = ':root{--nm:red;--ev:blue;--ink:black}.used{color:var(--ink)}.unused{color:var(--ev)}.sr-only{width:1px}';
const trim = (body: string): Promise<string> => trimPage(`<style>${SHEET}</style>${body}`);

test.each([
  ['keeps a rule the page uses', '.used', true],
  ['leaves out a rule the page does not use', '.unused', false],
  ['keeps what scripts add', '.sr-only', true],
  ['keeps a colour that only an attribute of a drawing names', '--nm:', true],
  ['leaves out a colour nothing names', '--ev:', false],
])('trimming %s', async (_, part, stays) => {
  const page = await trim('<p class="used">unused</p><svg><path stroke="var(--nm)"></path></svg>');
  expect(page.includes(part)).toBe(stays);
});
