import { describe, expect, test } from 'vitest';
import { calculate, proveSum } from './sums.ts';

describe('calculate', () => {
  test.each([
    ['180 ÷ 1,200', 0.15],
    ['2 + 3 × 4', 14],
    ['(2 + 3) × 4', 20],
    ['10 − 3 − 2', 5],
    ['100 ÷ 10 ÷ 2', 5],
    ['60 × 40 %', 24],
    ['((1.5))', 1.5],
  ])('works out %s', (text, expected) => {
    expect(calculate(text)).toBeCloseTo(expected, 9);
  });

  test.each([
    ['a word', '3 apples + 2', 'neither a number nor a sign'],
    ['code', 'process.exit()', 'neither a number nor a sign'],
    ['a hyphen for a minus', '3 - 2', 'neither a number nor a sign'],
    ['a comma out of place', '1,20 + 1', 'comma out of place'],
    ['an open bracket', '(3 + 2', 'not closed'],
    ['a bracket too many', '3 + 2)', 'left over'],
    ['a sign without a number', '3 +', 'a number expected'],
    ['nothing', '', 'a number expected'],
  ])('refuses %s', (_, text, message) => {
    expect(() => calculate(text)).toThrow(message);
  });
});

describe('proveSum', () => {
  test.each([
    '180 ÷ 1,200 = 15 %',
    '200 ÷ (60 × 40 %) = 8.3 months',
    '42 % − 18 % = 24',
    '3,200 + 1,150 = 4,350 views',
    '480 ÷ 200 = 2.4',
    '5 − 8 = −3 items',
  ])('accepts %s', (text) => {
    expect(proveSum(text)).toBe('');
  });

  test.each([
    '180 ÷ 1,200 = 16 %',
    '180 ÷ 1,200 = 15',
    '200 ÷ (60 × 40 %) = 8.4 months',
    '200 ÷ (60 × 40 %) = 8.30 months',
    '480 ÷ 200 = 3',
    '1 + 1 = two',
    '1 + 1 = 2 = 2',
    '1 + 1',
  ])('refuses %s', (text) => {
    expect(proveSum(text)).not.toBe('');
  });
});
