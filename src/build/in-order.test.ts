import { expect, test } from 'vitest';
import { openSequence } from './in-order.ts';

/** A sequence that notes what it hands on. */
function open(expected: readonly string[]) {
  const handed: string[] = [];
  const sequence = openSequence((name, item: string) => handed.push(`${name} ${item}`));
  sequence.expect(expected);
  return { handed, ...sequence };
}
const read = (name: string): string => `read ${name}`;

test('what comes is handed on in the order expected, each as soon as all before it have come', () => {
  const { handed, come, end } = open(['a', 'b', 'c', 'd']);
  come('b', '1');
  expect(handed).toEqual([]);
  come('a', '2');
  expect(handed).toEqual(['a 2', 'b 1']);
  come('d', '3');
  come('c', '4');
  expect(handed).toEqual(['a 2', 'b 1', 'c 4', 'd 3']);
  end(['a', 'b', 'c', 'd'], read);
  expect(handed).toHaveLength(4);
});

test('at the end the rest is handed on: what waits, what is read, and by name what nobody expected', () => {
  const { handed, come, end } = open(['a', 'gone', 'b', 'c']);
  for (const name of ['c', 'a', 'z']) come(name, 'came');
  end(['y', 'z', 'x', 'a', 'b', 'c'], read);
  expect(handed).toEqual(['a came', 'b read b', 'c came', 'x read x', 'y read y', 'z came']);
});

test('the order does not hang on when things come', () => {
  const names = ['c', 'b', 'a', 'd'];
  const orders = [names, [...names].reverse(), ['b', 'd'], []].map((coming) => {
    const { handed, come, end } = open(['b', 'a', 'c']);
    for (const name of coming) come(name, '');
    end(names, () => '');
    return handed.join();
  });
  expect(new Set(orders).size).toBe(1);
});

test('what is expected twice is handed on once, and a second build begins anew', () => {
  const { handed, come, end, expect: expectNames } = open(['a', 'a', 'b']);
  come('a', '1');
  come('b', '1');
  end(['a', 'b'], read);
  expectNames(['a']);
  come('a', '2');
  expect(handed).toEqual(['a 1', 'b 1', 'a 2']);
});
