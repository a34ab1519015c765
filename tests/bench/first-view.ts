import type { Browser, Page } from 'playwright-core';
import { countTraffic, sumBytes } from '../packed.ts';
import { SLOWER_PROCESSOR } from './travel.ts';

/** Slow 4G as Lighthouse and DevTools apply it: 150 ms and 1.6 Mbit/s as a whole connection bears them on each request. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 188_743, uploadThroughput: 86_400 };

/** What one cold visit sends, without throttling. Bytes are those of the bodies as they travelled. */
export interface Sent {
  bytes: number;
  requests: number;
  script: number;
  /** The document and what the browser waits for before it paints: what stands between the reader and the first words. */
  blocking: number;
}

/** How one cold visit goes on a slow line, in milliseconds from the start of the navigation. */
export interface Paint {
  first: number;
  /** What tasks of more than 50 ms took beyond them, from the first paint until all is quiet. */
  blocked: number;
  /** Sum of layout shifts; not in milliseconds. */
  shifts: number;
}

/** How long a page that has gone quiet is watched for late work, in milliseconds. */
const AFTERWARDS = 500;

export async function measureSent(browser: Browser, address: string): Promise<Sent> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const end = countTraffic(page);
  await page.goto(address, { waitUntil: 'networkidle' });
  const traffic = await end();
  const waitedFor = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as (PerformanceResourceTiming & { renderBlockingStatus: string })[])
      .filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking')
      .map(({ name }) => new URL(name).pathname),
  );
  await context.close();
  return {
    bytes: sumBytes(traffic),
    requests: traffic.length,
    script: sumBytes(traffic.filter(({ kind }) => kind === 'script')),
    blocking: sumBytes(traffic.filter(({ kind, path }) => kind === 'document' || waitedFor.includes(path))),
  };
}

/** Runs in the page before anything of it: keeps what the browser notes of tasks and shifts. */
function watch(): void {
  const notes = { tasks: [] as [start: number, duration: number][], shifts: 0 };
  Object.assign(globalThis, { notes });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) notes.tasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) notes.shifts += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
}

function read(page: Page): Promise<Paint> {
  return page.evaluate(() => {
    const { tasks, shifts } = (globalThis as unknown as { notes: { tasks: [number, number][]; shifts: number } }).notes;
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
    const blocked = tasks
      .map(([start, duration]) => Math.min(start + duration - first, duration) - 50)
      .reduce((sum, time) => sum + Math.max(0, time), 0);
    return { first, blocked, shifts };
  });
}

/** Visits a page with nothing kept from earlier visits, line and processor slowed by the browser. */
export async function measurePaint(browser: Browser, address: string): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.waitForTimeout(AFTERWARDS);
  const paint = await read(page);
  await context.close();
  return paint;
}
