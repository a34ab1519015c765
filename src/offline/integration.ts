import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rolldown } from 'rolldown';
import { keptBy, keyOf, makeOnce, type Kept } from '../build/kept.ts';
import { KEEPS_OFFLINE } from '../lib/site.ts';
import { makeManifest } from './manifest.ts';

/** Makes one plain script of a worker and what it imports. @returns the code, the same for the same source */
async function bundle(name: 'worker' | 'kill-worker'): Promise<string> {
  const input = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const program = await rolldown({ input, transform: { target: 'es2022' } });
  const { output } = await program.generate({ format: 'iife', minify: true });
  await program.close();
  return output[0].code;
}

/** The worker's code, as the same program has made it before, or made now. */
function bundleOnce({ store, program }: Kept): Promise<string> {
  return makeOnce(store, keyOf(program, 'worker'), () => bundle('worker'));
}

/**
 * Writes the service worker of a finished build to its sw.js.
 * @param code of the worker; without it the worker is made anew
 * @returns how many files it can keep on a device
 */
export async function writeWorker(dist: string, code?: string): Promise<number> {
  code ??= await bundle('worker');
  const manifest = makeManifest(dist, code);
  writeFileSync(join(dist, 'sw.js'), `const MANIFEST=${JSON.stringify(manifest)};\n${code}`);
  return manifest.files.length;
}

/** Writes, in place of the worker, the one that clears all devices. */
export async function writeKillWorker(dist: string): Promise<void> {
  writeFileSync(join(dist, 'sw.js'), await bundle('kill-worker'));
}

/** Lets readers keep the guide on their device. Stands last: what is changed after it would not match its hash. */
export function offline(): AstroIntegration {
  let isBuild = false;
  let kept: Kept;
  let code: Promise<string>;
  return {
    name: 'offline',
    hooks: {
      'astro:config:setup': ({ command }) => {
        isBuild = command === 'build';
      },
      'astro:config:done': ({ config }) => {
        if (!isBuild || !KEEPS_OFFLINE) return;
        kept = keptBy('offline', config.root);
        // Made while Astro makes ready and leaves the other processors idle. What goes wrong is said where it is needed.
        code = bundleOnce(kept);
        code.catch(() => undefined);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        if (KEEPS_OFFLINE) {
          logger.info(`${await writeWorker(dist, await code)} files can be kept on a device`);
          kept.store.prune();
        } else {
          await writeKillWorker(dist);
          logger.warn('KILL_OFFLINE=1: sw.js clears what the guide keeps on devices.');
        }
      },
    },
  };
}
