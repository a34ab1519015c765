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
