import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Installs a tool that has a package of its own, where that is not done or its lockfile has changed since. */
export function installPackage(folder: string): void {
  const done = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs) return;
  console.log(`Installing ${folder} from its lockfile.`);
  const shell = process.platform === 'win32';
  execFileSync('npm', ['ci', '--prefix', folder], { stdio: ['ignore', 'ignore', 'inherit'], shell });
}
