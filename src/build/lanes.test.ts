import { expect, test } from 'vitest';
import { forEachInLanes, shareOut } from './lanes.ts';

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

test.each([
  ['no other processor', 0, 5, 0],
  ['one', 1, 5, 2],
  ['more than there are items', 8, 3, 3],
])('shares items out between this thread and others, each once and in order: %s', async (_, spare, count, most) => {
  const items = Array.from({ length: count }, (_item, index) => index);
  const begun: number[] = [];
  let [beside, highest] = [0, 0];
  await shareOut(
    items,
    async (item, here) => {
      begun.push(item);
      if (here) return;
      beside += 1;
      highest = Math.max(highest, beside);
      await new Promise((resolve) => setTimeout(resolve, 1));
      beside -= 1;
    },
    spare,
  );
  expect(begun).toEqual(items);
  expect([highest, beside]).toEqual([most, 0]);
});

test('another processor that is done takes the next item', async () => {
  const shared: boolean[] = [];
  const act = async (item: number, here: boolean): Promise<void> => {
    shared[item] = here;
    if (here) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await shareOut([0, 1, 2, 3, 4], act, 1);
  expect(shared).toEqual([false, false, true, false, false]);
});

test.each([true, false])('says what failed, here: %s', async (failsHere) => {
  const act = (_: number, here: boolean): Promise<void> =>
    here === failsHere ? Promise.reject(new Error('packed badly')) : Promise.resolve();
  await expect(shareOut([0, 1, 2, 3], act, 1)).rejects.toThrow('packed badly');
});
