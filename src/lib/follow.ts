/** A relation that leads nowhere: says which entry points at what, and what to do. */
export class BrokenReference extends Error {
  constructor(from: string, collection: string, id: string) {
    super(
      `${from} refers to ${collection} “${id}”, which does not exist. ` +
        `Add it to content/${collection}, or correct the id in ${from}.`,
    );
    this.name = 'BrokenReference';
  }
}

/** What a `reference()` field holds once the schema has read it. */
export interface Reference {
  collection: string;
  id: string;
}

/**
 * Finds the entry a reference names.
 * @param from the file the reference stands in, for the message
 * @throws BrokenReference naming both ends when there is none
 */
export function follow<Entry extends { id: string }>(
  from: string,
  reference: Reference,
  entries: ReadonlyMap<string, Entry>,
): Entry {
  const found = entries.get(reference.id);
  if (found === undefined) throw new BrokenReference(from, reference.collection, reference.id);
  return found;
}

/** Finds every entry of a list of references, in their order. @throws BrokenReference */
export function followAll<Entry extends { id: string }>(
  from: string,
  references: readonly Reference[],
  entries: ReadonlyMap<string, Entry>,
): Entry[] {
  return references.map((reference) => follow(from, reference, entries));
}

/** Indexes entries by id. */
export function byId<Entry extends { id: string }>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
