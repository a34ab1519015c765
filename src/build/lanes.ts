import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';

/** Enough to keep every processor at work, and so few that neither memory nor open files grow with the site. */
const LANES = 16;

/** Does some things at once, and each further one as soon as one of them is done, in the order they are asked for. */
export function openLanes(lanes = LANES): <Result>(act: () => Promise<Result>) => Promise<Result> {
  let free = lanes;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Does something with each item, some at once, begun in their order. @throws what the first to fail threw */
export async function forEachInLanes<Item>(
  items: Iterable<Item>,
  act: (item: Item) => Promise<void>,
  lanes = LANES,
): Promise<void> {
  const inLane = openLanes(lanes);
  await Promise.all(Array.from(items, (item) => inLane(() => act(item))));
}

/**
 * Does something with each item: with as many at once as other processors can take, beside this thread, and with the
 * others here meanwhile. What leaves all to Node's threads keeps one processor waiting, or has more at work than there are.
 * @param spare processors besides this thread's
 * @throws what one that failed threw
 */
export async function shareOut<Item>(
  items: readonly Item[],
  act: (item: Item, here: boolean) => Promise<void>,
  spare = availableParallelism() - 1,
): Promise<void> {
  const all: Promise<void>[] = [];
  let beside = 0;
  for (const item of items) {
    // One more than they take at once waits for them: they are not asked again before this thread is done with its own.
    if (beside < spare * 2) {
      beside += 1;
      const doing = act(item, false).finally(() => (beside -= 1));
      // Whatever is wrong is said below; without this, Node would stop before.
      doing.catch(() => undefined);
      all.push(doing);
    } else {
      await act(item, true);
      await setImmediate();
    }
  }
  await Promise.all(all);
}
