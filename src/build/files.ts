import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every file below a folder, by its path there, as addresses write it: roles/user/index.html. In a fixed order. Node's own
 * recursive listing asks about each entry once more, and takes twice as long.
 * @throws when there is no such folder
 */
export function listBelow(folder: string): string[] {
  const paths: string[] = [];
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below + entry.name;
      if (entry.isDirectory()) walk(`${path}/`);
      else if (entry.isFile()) paths.push(path);
    }
  };
  walk('');
  return paths.sort();
}

/** The same files, each with the folder before it. */
export const listFiles = (folder: string): string[] => listBelow(folder).map((path) => join(folder, path));
