import { expect, test } from 'vitest';
import { readElementNames } from './content-gate.ts';

test('readElementNames gives the elements that have a component, and no block', () => {
  expect(readElementNames('.')).toEqual(['h2', 'h3', 'a']);
});
