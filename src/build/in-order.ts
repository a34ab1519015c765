/** What comes in any order, handed on in one that is known. */
export interface Sequence<Item> {
  /** Says what is to come, before any of it does. */
  expect: (names: readonly string[]) => void;
  /** Takes one thing. What nobody expected is kept to the end. */
  come: (name: string, item: Item) => void;
  /**
   * Hands on all that is left, though not everything expected has come: in the order expected, then by name.
   * @param names of all that is there
   * @param read gives what has not come
   */
  end: (names: readonly string[], read: (name: string) => Item) => void;
}

/** Hands each thing on as soon as all that stand before it are handed on; each once. */
export function openSequence<Item>(hand: (name: string, item: Item) => void): Sequence<Item> {
  let order: readonly string[] = [];
  let next = 0;
  const held = new Map<string, Item>();
  return {
    expect: (names) => {
      order = [...new Set(names)];
      next = 0;
      held.clear();
    },
    come: (name, item) => {
      held.set(name, item);
      for (let first = order[next]; first !== undefined && held.has(first); first = order[next]) {
        hand(first, held.get(first) as Item);
        held.delete(first);
        next += 1;
      }
    },
    end: (names, read) => {
      const there = new Set(names);
      const expected = new Set(order);
      const left = [
        ...order.slice(next).filter((name) => there.has(name)),
        ...names.filter((name) => !expected.has(name)).sort(),
      ];
      for (const name of left) hand(name, held.has(name) ? (held.get(name) as Item) : read(name));
      held.clear();
      next = order.length;
    },
  };
}
