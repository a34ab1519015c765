import { describe, expect, test } from 'vitest';
import type { Formula } from '../schemas/metrics.ts';
import { formulaMathml, formulaText } from './formula.ts';

const NESTED: Formula = {
  ratio: [{ difference: ['income', 'cost'] }, { sum: ['goods', { product: ['days', 'rate'] }] }],
};

describe('formulaText', () => {
  test.each<[string, Formula, string]>([
    ['leaves words as they are', 'orders', 'orders'],
    ['writes a ratio', { ratio: ['orders', 'visitors'] }, 'orders ÷ visitors'],
    ['writes a product', { product: ['a', 'b', 'c'] }, 'a × b × c'],
    ['writes a sum', { sum: ['a', 'b'] }, 'a + b'],
    ['writes a difference with a minus and not a hyphen', { difference: ['a', 'b'] }, 'a − b'],
    ['puts what is nested in brackets', NESTED, '(income − cost) ÷ (goods + (days × rate))'],
  ])('%s', (_, formula, expected) => {
    expect(formulaText(formula)).toBe(expected);
  });
});

describe('formulaMathml', () => {
  test.each<[string, Formula, string]>([
    ['writes words', 'orders', '<mtext>orders</mtext>'],
    [
      'writes a ratio as a fraction',
      { ratio: ['a', 'b'] },
      '<mfrac><mrow><mtext>a</mtext></mrow><mrow><mtext>b</mtext></mrow></mfrac>',
    ],
    ['writes signs between terms', { sum: ['a', 'b'] }, '<mtext>a</mtext><mo>+</mo><mtext>b</mtext>'],
    [
      'puts a nested row in brackets',
      { product: ['a', { difference: ['b', 'c'] }] },
      '<mtext>a</mtext><mo>×</mo><mrow><mo>(</mo><mtext>b</mtext><mo>−</mo><mtext>c</mtext><mo>)</mo></mrow>',
    ],
    [
      'needs no brackets inside a fraction',
      { ratio: [{ sum: ['a', 'b'] }, 'c'] },
      '<mfrac><mrow><mtext>a</mtext><mo>+</mo><mtext>b</mtext></mrow><mrow><mtext>c</mtext></mrow></mfrac>',
    ],
    ['escapes what XML would read', 'R&D <14 days>', '<mtext>R&amp;D &lt;14 days&gt;</mtext>'],
  ])('%s', (_, formula, expected) => {
    expect(formulaMathml(formula)).toBe(expected);
  });
});
