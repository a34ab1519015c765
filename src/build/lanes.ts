/** Enough to keep every processor at work, and so few that neither memory nor open files grow with the site. */
const LANES = 16;

/** Does something with each item, some at once, begun in their order. @throws what the first to fail threw */
export async function forEachInLanes<Item>(
  items: Iterable<Item>,
  act: (item: Item) => Promise<void>,
  lanes = LANES,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) await act(next.value);
  };
  await Promise.all(Array.from({ length: lanes }, work));
}
