import { expect, test } from 'vitest';
import { growTree, writeNumber } from './traffic-tree.ts';

const leaf = (name: string, count: number, rate: number, unit: 'visits each' | '% who click') => ({
  name,
  visits: { count, of: 'people', rate, unit },
});

test.each([
  ['a number for each', leaf('A', 20_000, 2.5, 'visits each'), 50_000, '20,000 people × 2.5 visits each'],
  ['a percentage', leaf('B', 400_000, 5, '% who click'), 20_000, '400,000 people × 5 % who click'],
  ['a percentage with a fraction', leaf('C', 1_000, 0.7, '% who click'), 7, '1,000 people × 0.7 % who click'],
])('a leaf is worked out from %s, and says how', (_, branch, size, sum) => {
  expect(growTree(branch)).toEqual({ name: branch.name, size, sum, parts: [] });
});

test('every branch is the sum of its parts, in their order, to the top', () => {
  const tree = growTree({
    name: 'All',
    parts: [
      leaf('A', 10, 2, 'visits each'),
      { name: 'B', parts: [leaf('C', 100, 5, '% who click'), leaf('D', 100, 10, '% who click')] },
    ],
  });
  expect([tree.size, tree.sum]).toEqual([35, '']);
  expect(tree.parts.map(({ name, size }) => [name, size])).toEqual([
    ['A', 20],
    ['B', 15],
  ]);
  expect(tree.parts[1]?.parts.map(({ name, size }) => [name, size])).toEqual([
    ['C', 5],
    ['D', 10],
  ]);
});

test('numbers have their thousands apart', () => {
  expect([999, 1000, 1_234_567].map(writeNumber)).toEqual(['999', '1,000', '1,234,567']);
});
