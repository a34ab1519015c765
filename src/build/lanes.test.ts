import { expect, test } from 'vitest';
import { forEachInLanes } from './lanes.ts';

test.each([
  ['fewer items than lanes', 2, 5],
  ['more items than lanes', 9, 3],
  ['nothing', 0, 3],
])('does each item once, in order, and no more at once than there are lanes: %s', async (_, count, lanes) => {
  const items = Array.from({ length: count }, (_item, index) => index);
  const begun: number[] = [];
  let [running, most] = [0, 0];
  await forEachInLanes(
    items,
    async (item) => {
      begun.push(item);
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
    },
    lanes,
  );
  expect(begun).toEqual(items);
  expect(most).toBe(Math.min(count, lanes));
  expect(running).toBe(0);
});

test('fails with what the first to fail threw', async () => {
  const fail = (item: number) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve());
  await expect(forEachInLanes([1, 2, 3], fail, 2)).rejects.toThrow('two');
});
