import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import { heedsSettings, startChromium } from './chromium.ts';
import type { Driver, Limit, Running } from './driver.ts';
import { startFirefox } from './firefox.ts';
import { openHost, type Host } from './host.ts';
import { startWebKit } from './webkit.ts';

const PICTURES = 'test-results/engines/failed';

/** Ways to start the engines of this machine; undefined for one that cannot be, as tests/engines/setup.ts has said. */
function listEngines(limit?: Limit): { name: string; start: (() => Promise<Running>) | undefined }[] {
  const { chromium, firefox, webkit } = inject('engines');
  const able = chromium && (limit !== 'storage' || heedsSettings(chromium)) ? chromium : undefined;
  return [
    { name: 'Chromium', start: able && (() => startChromium(able, limit)) },
    { name: 'Firefox ESR', start: firefox === undefined ? undefined : () => startFirefox(firefox, limit) },
    { name: 'WebKitGTK', start: webkit && (() => startWebKit(webkit, limit)) },
  ];
}

/** A journey of a reader on a page that has been nowhere yet. `host` is what the site is served by. */
export type Journey = (driver: Driver, host: Host) => Promise<void>;

export interface Setting {
  /** A build, and the base path it was built for. */
  site?: { dist: string; base: string };
  limit?: Limit;
  /** Faults the journeys run into on purpose. */
  expected?: RegExp;
}

/**
 * Describes the same of every engine, in turn. The tests hand their journeys to `travel`, which fails on any fault or
 * violation of the policy on the way, and leaves a picture when it fails.
 */
export function describeEngines(
  what: string,
  { site = { dist: inject('dist'), base: '/' }, limit, expected }: Setting,
  tests: (travel: (journey: Journey) => Promise<void>, name: string) => void,
): void {
  for (const { name, start } of listEngines(limit)) {
    describe.skipIf(start === undefined)(`${what}, in ${name}`, () => {
      let running: Running | undefined;
      let host: Host;
      beforeAll(async () => {
        host = await openHost(site.dist, site.base);
        running = await start?.();
      });
      afterAll(async () => {
        await running?.stop();
        await host.close();
      });
      tests(async (journey) => {
        const driver = await running?.begin();
        if (!driver) throw new Error(`${name} is not running.`);
        let failed = true;
        try {
          await journey(driver, host);
          const faults = (await driver.faults()).filter((fault) => !expected?.test(fault));
          expect([...faults, ...host.reports]).toEqual([]);
          failed = false;
        } finally {
          if (failed) await picture(driver, name);
          await driver.close();
          host.reports.length = 0;
          host.down = false;
        }
      }, name);
    });
  }
}

async function picture(driver: Driver, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const test = expect.getState().currentTestName ?? name;
  const file = `${PICTURES}/${test.replace(/[^a-z0-9]+/gi, '-').slice(0, 120)}.png`;
  await driver.shot(file).catch(() => undefined);
  console.warn(`What ${name} showed when it failed: ${file}`);
}
