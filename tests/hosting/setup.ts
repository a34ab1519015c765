import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { BASE } from '../setup.ts';

const FOLDER = 'test-results/hosting';

/** Builds the site for `npm run test:hosting`, at the root and under a base path. The whole suite has its own setup. */
export default function setup({ provide }: TestProject): void {
  const build = (name: string, env: Record<string, string>): string => {
    const outDir = `${FOLDER}/${name}`;
    execFileSync('npx', ['astro', 'build', '--outDir', outDir], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return outDir;
  };
  provide('dist', build('site', {}));
  provide('baseDist', build('site-base', { BASE_PATH: BASE }));
}
