import { openStore, readFolder } from '../src/build/store.ts';

/**
 * Puts something else in the place of what a store holds: whoever gets it has not made anything anew.
 * @param which of what is kept; all of it without
 */
export function replaceKept(folder: string, content: string, which: (kept: Buffer) => boolean = () => true): void {
  const store = openStore(folder);
  for (const key of readFolder(folder).keys()) {
    const kept = store.read(key);
    if (kept && which(kept)) store.write(key, content);
  }
}
