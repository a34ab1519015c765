/**
 * Builds the guide's layouts and Starlight with 20, 500 and 2,000 pages of made-up content, in folders of their own, and
 * prints what that takes. Exit 1 when our seconds a page grow, when Starlight is quicker, or when an article's page weighs
 * more because there are more of them.
 * npm run bench:scale   (SIZES=20,500; the first time it installs Starlight from npm)
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratch } from '../scratch.ts';
import { listHtml } from '../../src/build/built-pages.ts';
import { build, type Build } from './build.ts';
import { makeArticles } from './generated.ts';
import { layOutStarlight } from './peers.ts';
import { fillContent } from './scale-content.ts';
import { layOut, say } from './table.ts';

const SIZES = (process.env['SIZES'] ?? '20,500,2000').split(',').map(Number);
/** An article that every size has. */
const ARTICLE = '/foundations/generated-0000/';
/** Whatever other programs do to the machine, a build of one size repeats within this part. */
const NOISE = 1.15;

interface Site {
  /** Nothing kept from an earlier build: social images are drawn. */
  first: Build;
  /** As after a change: social images are kept, as they are wherever the cache is. */
  again: Build;
  /** Bytes of all pages, of one article, of the whole guide on one page; 0 where there is none. */
  html: number;
  article: number;
  whole: number;
}

const sizeOf = (file: string): number => readFileSync(file).length;

/** Builds twice and weighs what came out. */
async function measure(folder: string, dist: string, command: readonly string[]): Promise<Site> {
  const first = await build(folder, command);
  rmSync(dist, { recursive: true });
  const again = await build(folder, command);
  const pages = listHtml(dist);
  const whole = pages.find((path) => path === join(dist, 'print', 'index.html'));
  return {
    first,
    again,
    html: pages.reduce((sum, path) => sum + sizeOf(path), 0),
    article: sizeOf(join(dist, ARTICLE, 'index.html')),
    whole: whole ? sizeOf(whole) : 0,
  };
}

async function measureOurs(count: number): Promise<Site> {
  const copy = makeScratch();
  try {
    fillContent(copy.folder, count);
    return await measure(copy.folder, join(copy.folder, 'dist'), ['node_modules/astro/bin/astro.mjs', 'build']);
  } finally {
    copy.remove();
  }
}

async function measureStarlight(count: number): Promise<Site> {
  const peer = layOutStarlight(makeArticles(count));
  try {
    return await measure(peer.folder, peer.dist, peer.build);
  } finally {
    peer.remove();
  }
}

const seconds = (value: number): string => value.toFixed(1);
const gibibytes = (value: number): string => (value / 2 ** 30).toFixed(2);
const megabytes = (value: number): string => (value / 1e6).toFixed(1);

function describe(name: string, count: number, { first, again, html, article, whole }: Site): string[] {
  return [
    `${name}, ${String(count)} pages`,
    seconds(first.seconds),
    seconds(again.seconds),
    ((again.seconds / count) * 1000).toFixed(0),
    gibibytes(Math.max(first.memory, again.memory)),
    megabytes(html),
    whole ? megabytes(whole) : '–',
    (article / 1000).toFixed(1),
  ];
}

const HEAD = [
  '',
  'first build, s',
  'again, s',
  'again, ms a page',
  'peak GiB',
  'HTML, MB',
  'of it /print/',
  'an article, kB',
];
const rows = [HEAD];
const limits: [limit: string, holds: boolean][] = [];
let before: { count: number; ours: Site } | undefined;
for (const count of SIZES) {
  say(`Building ${String(count)} pages, ours and Starlight’s, twice each.`);
  const ours = await measureOurs(count);
  const theirs = await measureStarlight(count);
  rows.push(describe('this guide', count, ours), describe('Starlight', count, theirs));
  const ratio = ours.again.seconds / theirs.again.seconds;
  limits.push([`${String(count)} pages: ${ratio.toFixed(2)} × Starlight’s seconds, less than 1`, ratio < 1]);
  if (before) {
    const growth = (ours.again.seconds / count / (before.ours.again.seconds / before.count)) * 1;
    const words = `seconds a page at ${String(count)}: ${growth.toFixed(2)} × those at ${String(before.count)}, at most ${String(NOISE)}`;
    limits.push([words, growth <= NOISE]);
    const more = ours.article - before.ours.article;
    limits.push([
      `an article’s page at ${String(count)}: ${String(more)} bytes more, at most 100`,
      Math.abs(more) <= 100,
    ]);
  }
  before = { count, ours };
}
say('', layOut(rows), '');
say(
  'Both make the same number of pages of some 1,000 words. Ours makes 15 more, which list and gather them, packs all text',
  'with Brotli and gzip, trims the styles of each page and draws a social image for it; Starlight does none of this.',
  'Ours does not repeat the list of pages in each page. /print/ (the whole guide on one page), the list in the part pages,',
  'the offline manifest and both search indexes grow with the guide by nature: readers load them only where they ask.',
  'Social images are drawn in the first build, and again only where their words change.',
  'Peak memory is the sum over all processes of the build, looked at five times a second.',
  '',
);
for (const [limit, holds] of limits) say(`${holds ? '✓' : '✗'} ${limit}`);
if (limits.some(([, holds]) => !holds)) process.exitCode = 1;
