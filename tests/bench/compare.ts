/**
 * Compares a page of the guide with the same words made by Starlight and VitePress, and with no engine at all: what a
 * first visit sends, when it is painted on a slow line, what Lighthouse says. Exit 1 when one of our limits does not hold.
 * npm run bench   (RUNS=9 DUELS=40; the first time it installs the peers from npm)
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compressFile, listText } from '../../src/hosting/compression.ts';
import { findBrowser, launch } from '../browser.ts';
import { CATEGORIES, middleOf, score, type Report } from '../lighthouse/lighthouse.ts';
import { servePacked } from '../packed.ts';
import { serveDirectory, type TestServer } from '../server.ts';
import { build } from './build.ts';
import { measurePaint, measureSent, type Paint, type Sent } from './first-view.ts';
import { flattenGuide, type PlainPage } from './flatten.ts';
import { layOutStarlight, layOutVitepress } from './peers.ts';
import { kilobytes, layOut, median, say } from './table.ts';

/** A long page with all there is: lists, tables, drawings. */
const PAGE = '/roles/user/';
const RUNS = Number(process.env['RUNS'] ?? 7);
/** Visits more to the two pages that our limit compares: one wavers by an eighth, and seven of each cannot tell 1.0 from 1.1. */
const DUELS = Number(process.env['DUELS'] ?? 24);
const LIGHTHOUSE_RUNS = 3;
/** A new connection sends ten packets before it waits for an answer. */
const FIRST_FLIGHT = 14_600;
const LIMITS = { paint: 1.1, blocked: 0, shifts: 0, score: 100 };

interface Rival {
  name: string;
  address: string;
}
interface Row extends Rival {
  sent: Sent;
  paints: Paint[];
  reports: Report[];
}

/** The words in bare HTML: alone, and with our own sheet for that page in a file, as sites commonly have it. */
function layOutFloor(folder: string, { title, html }: PlainPage, ours: string): void {
  mkdirSync(folder, { recursive: true });
  const page = (head: string): string =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="icon" href="data:,">${head}</head><body>${html}</body></html>`;
  writeFileSync(join(folder, 'bare.html'), page(''));
  writeFileSync(join(folder, 'sheet.html'), page('<link rel="stylesheet" href="sheet.css">'));
  writeFileSync(join(folder, '404.html'), '<!doctype html><title>Not here</title>');
  writeFileSync(join(folder, 'sheet.css'), /<style>([\s\S]*?)<\/style>/.exec(ours)?.[1] ?? '');
}

const servers: TestServer[] = [];
const folders: string[] = [];

/** Serves a folder, its text packed with Brotli at its best. @returns the origin */
async function serve(folder: string): Promise<string> {
  const unpacked = listText(folder).filter((file) => !existsSync(`${file}.br`));
  await Promise.all(unpacked.map((path) => compressFile(path)));
  const server = await serveDirectory(folder, '/', servePacked(folder, '/'));
  servers.push(server);
  return server.origin;
}

/** Where the middle half of the first paints lies. */
function spread(paints: readonly Paint[]): string {
  const sorted = paints.map(({ first }) => first).sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN).toFixed(0);
  return `${at(0.25)}–${at(0.75)}`;
}

const per = (paints: readonly Paint[], key: keyof Paint): number => median(paints.map((paint) => paint[key]));

function tabulate(rows: readonly Row[]): string {
  const bare = per(rows[0]?.paints ?? [], 'first');
  const head = [
    '',
    'first view',
    'requests',
    'of it script',
    'before paint',
    'first paint',
    'half of them',
    '÷ bare',
    'TBT',
    'CLS',
    'Lighthouse',
  ];
  return layOut([
    head,
    ...rows.map(({ name, sent, paints, reports }) => [
      name,
      kilobytes(sent.bytes),
      String(sent.requests),
      kilobytes(sent.script),
      kilobytes(sent.blocking),
      `${per(paints, 'first').toFixed(0)} ms`,
      spread(paints),
      (per(paints, 'first') / bare).toFixed(2),
      `${per(paints, 'blocked').toFixed(0)} ms`,
      per(paints, 'shifts').toFixed(3),
      CATEGORIES.map((category) => middleOf(reports).scores[category]).join(' / '),
    ]),
  ]);
}

/** Our limits, and whether each holds. */
function judge(bare: Row, ours: Row): [limit: string, holds: boolean][] {
  const ratio = per(ours.paints, 'first') / per(bare.paints, 'first');
  const { scores } = middleOf(ours.reports);
  return [
    [`first paint at most ${String(LIMITS.paint)} × that of bare HTML: ${ratio.toFixed(3)}`, ratio <= LIMITS.paint],
    [`TBT 0: ${per(ours.paints, 'blocked').toFixed(0)} ms`, per(ours.paints, 'blocked') <= LIMITS.blocked],
    [`CLS 0: ${per(ours.paints, 'shifts').toFixed(4)}`, per(ours.paints, 'shifts') <= LIMITS.shifts],
    ...CATEGORIES.map((category): [string, boolean] => [
      `Lighthouse, ${category}, ${String(LIMITS.score)}: ${String(scores[category])}`,
      scores[category] >= LIMITS.score,
    ]),
  ];
}

/** Builds all, serves all. @returns what is compared, the bare floor first, then ours */
async function prepare(browser: Awaited<ReturnType<typeof launch>>): Promise<Rival[]> {
  const folder = mkdtempSync(join(tmpdir(), 'guide-bench-'));
  folders.push(folder);
  const dist = join(folder, 'ours');
  say('Building the guide.');
  await build('.', ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', dist]);
  const pages = await flattenGuide(dist, browser);
  const page = pages.find(({ address }) => address === PAGE);
  if (!page) throw new Error(`The guide has no ${PAGE}.`);
  const ours = await serve(dist);
  layOutFloor(join(folder, 'floor'), page, await (await fetch(ours + PAGE)).text());
  const floor = await serve(join(folder, 'floor'));
  const rivals = [
    { name: 'bare HTML', address: `${floor}/bare.html` },
    { name: 'this guide', address: ours + PAGE },
    { name: 'bare HTML + our sheet as a file', address: `${floor}/sheet.html` },
  ];
  for (const peer of [layOutStarlight(pages), layOutVitepress(pages)]) {
    folders.push(peer.folder);
    say(`Building ${peer.name} from ${String(pages.length)} pages of the guide.`);
    await build(peer.folder, peer.build);
    const origin = await serve(peer.dist);
    rivals.push({ name: peer.name, address: origin + (peer.name.startsWith('Star') ? PAGE : peer.fileOf(PAGE)) });
  }
  return rivals;
}

const found = await findBrowser();
const browser = await launch(found);
try {
  const rows: Row[] = [];
  for (const rival of await prepare(browser)) {
    rows.push({ ...rival, sent: await measureSent(browser, rival.address), paints: [], reports: [] });
  }
  say(`Painting each ${String(RUNS)} times, in turn.`);
  // In turn: a machine that is busy for a while then slows all of them.
  for (let run = 0; run < RUNS; run += 1) {
    for (const { address, paints } of rows) paints.push(await measurePaint(browser, address));
  }
  const [bare, ours] = rows;
  if (!bare || !ours) throw new Error('There is nothing to compare.');
  say(`And ${bare.name} and ${ours.name} ${String(DUELS)} times more.`);
  // Each after the other as often as after itself: what one visit leaves behind slows both.
  for (let run = 0; run < DUELS; run += 1) {
    for (const { address, paints } of run % 2 ? [ours, bare] : [bare, ours]) {
      paints.push(await measurePaint(browser, address));
    }
  }
  say(`Lighthouse ${String(LIGHTHOUSE_RUNS)} times each.`, '');
  for (let run = 0; run < LIGHTHOUSE_RUNS; run += 1) {
    for (const { address, reports } of rows) reports.push(await score(address, found));
  }
  say(`${PAGE}: the same words, a first visit, packed with Brotli 11`, '', tabulate(rows), '');
  say(
    'Paint, TBT and CLS: medians, on slow 4G as Lighthouse applies it (562.5 ms an answer, 1,474.56 kbit/s) with a processor',
    'slowed to a quarter, by the browser, over HTTP/1.1 from this machine. It delays each answer once and opens no real connection, so',
    'handshakes of TCP and TLS and the slow start of a new connection are left out. They would cost each engine the same',
    `at the start, and one more round trip each time a document outgrows its first flight of ${kilobytes(FIRST_FLIGHT)}:`,
    `ours is ${kilobytes(ours.sent.blocking)}. Lighthouse ${ours.reports[0]?.version ?? ''} works with a simulated line, mobile profile.`,
    '',
  );
  const limits = judge(bare, ours);
  for (const [limit, holds] of limits) say(`${holds ? '✓' : '✗'} ${limit}`);
  if (limits.some(([, holds]) => !holds)) process.exitCode = 1;
} finally {
  await browser.close();
  for (const server of servers) await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
