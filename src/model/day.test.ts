import { expect, test } from 'vitest';
import { writeDay } from './day.ts';

test.each([
  ['2026-11-29', '29 November 2026'],
  ['2026-01-01T00:00:00Z', '1 January 2026'],
  ['2025-12-31T23:59:59Z', '31 December 2025'],
])('%s is written %s', (day, words) => {
  expect(writeDay(new Date(day))).toBe(words);
});
