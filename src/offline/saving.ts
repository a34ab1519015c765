import type { Progress, Reason } from './messages.ts';
import { Removed, WrongVersion, type Store } from './store.ts';

/** Files fetched at a time. */
const LANES = 6;

export type Counts = Pick<Progress, 'done' | 'all' | 'bytes'>;

/** Brings files into a store, some at a time, and tells after each how far it is. @throws on the first that fails */
export async function fetchAll(
  store: Store,
  addresses: readonly string[],
  others: readonly string[] = [],
  tell: (counts: Counts) => void = () => undefined,
): Promise<void> {
  const queue = addresses.values();
  const counts: Counts = { done: 0, all: addresses.length, bytes: 0 };
  let failure: { error: unknown } | undefined;
  const work = async (): Promise<void> => {
    for (const address of queue) {
      if (failure) return;
      try {
        const bytes = await store.fetch(address, others);
        counts.bytes += bytes;
      } catch (error) {
        failure ??= { error };
        return;
      }
      counts.done += 1;
      tell({ ...counts });
    }
  };
  tell({ ...counts });
  // All come to rest before a failure is told: what is cleared away after it must stay away.
  await Promise.all(Array.from({ length: LANES }, work));
  if (failure) throw failure.error;
}

export function reasonOf(error: unknown): Reason {
  if (error instanceof WrongVersion) return 'version';
  if (error instanceof Removed) return 'removed';
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'room' : 'connection';
}
