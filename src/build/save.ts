import { mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/**
 * Writes a file. In a thread of its own it is done there and then: the threads that Node writes with are the same for all,
 * and packing keeps them busy.
 */
export async function save(path: string, content: Buffer | string): Promise<void> {
  if (isMainThread) await writeFile(path, content);
  else writeFileSync(path, content);
}

const made = new Set<string>();

/** Makes the folder that a file will be in, once. */
export function makeFolderOf(path: string): void {
  const folder = dirname(path);
  if (made.has(folder)) return;
  mkdirSync(folder, { recursive: true });
  made.add(folder);
}
