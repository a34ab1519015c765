import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a build needs, besides its packages. */
const PARTS = ['content', 'src', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json'];

/** How a build ended: its exit code, and everything it printed. */
export interface Outcome {
  code: number;
  said: string;
}

/** A copy of the project outside it, with packages shared and caches of its own. */
export interface Scratch {
  folder: string;
  /** Rewrites a file, or writes a new one from ''. @throws when that changes nothing: the mistake a test means to plant would not be there */
  change(file: string, edit: (text: string) => string): void;
  /** Puts the content and the program back as they stand in the project. */
  restore(): void;
  /** Builds into dist/ of the copy. `before` is a command that starts the build, such as ['taskset', '-c', '0']. */
  build(env?: Record<string, string>, before?: readonly string[]): Promise<Outcome>;
  remove(): void;
}

/** Links a project's packages into a folder, each by itself: what a build keeps beside them stays out of the project. */
export function linkPackages(folder: string, project = '.'): void {
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(project, 'node_modules'))) {
    if (!name.startsWith('.'))
      symlinkSync(resolve(project, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
}

/** Makes a copy of the project. @param parent the folder it is made in: without one, the system's for passing files */
export function makeScratch(parent = tmpdir()): Scratch {
  const folder = mkdtempSync(join(resolve(parent), 'field-guide-'));
  for (const part of PARTS) cpSync(part, join(folder, part), { recursive: true });
  linkPackages(folder);
  return {
    folder,
    change(file, edit) {
      const text = existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
      const changed = edit(text);
      if (changed === text) throw new Error(`Nothing in ${file} was changed.`);
      writeFileSync(join(folder, file), changed);
    },
    restore() {
      for (const part of ['content', 'src']) {
        rmSync(join(folder, part), { recursive: true, force: true });
        cpSync(part, join(folder, part), { recursive: true });
      }
    },
    build(env = {}, before = []) {
      const command = [...before, process.execPath, 'node_modules/astro/bin/astro.mjs', 'build'];
      // Vitest says it is a test to every program it starts; a build must not know.
      const { NODE_ENV: _mode, VITEST: _vitest, ...inherited } = process.env;
      const options = {
        cwd: folder,
        env: { ...inherited, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env } as NodeJS.ProcessEnv,
        maxBuffer: 64e6,
      };
      return new Promise((resolve) => {
        execFile(command[0] ?? '', command.slice(1), options, (error, stdout, stderr) => {
          const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
          resolve({ code, said: stdout + stderr });
        });
      });
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
