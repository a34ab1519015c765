/**
 * Builds the guide's layouts and Starlight with 20, 500 and 2,000 pages of made-up content, in folders of their own, and
 * prints what that takes. Exit 1 when our seconds a page grow, when Starlight is quicker, or when an article's page weighs
 * more because there are more of them.
 * npm run bench:scale   (SIZES=20,500; the first time it installs Starlight from npm)
 */
import { clear, measure, roundsOf, type Site } from './scale-builds.ts';
import { layOut, say } from './table.ts';

const SIZES = (process.env['SIZES'] ?? '20,500,2000').split(',').map(Number);
/** Whatever other programs do to the machine, a build of one size repeats within this part. */
const NOISE = 1.15;

const seconds = (value: number): string => value.toFixed(1);
const gibibytes = (value: number): string => (value / 2 ** 30).toFixed(2);
const megabytes = (value: number): string => (value / 1e6).toFixed(1);

function describe(name: string, count: number, { alike, first, again, memory, html, article, whole }: Site): string[] {
  return [
    `${name}, ${String(count)} pages`,
    seconds(alike),
    seconds(first),
    seconds(again),
    ((again / count) * 1000).toFixed(0),
    gibibytes(memory),
    megabytes(html),
    whole ? megabytes(whole) : '–',
    (article / 1000).toFixed(1),
  ];
}

const HEAD = [
  '',
  'first build, s',
  'packed, with images',
  'after a change, s',
  'ms a page',
  'peak GiB',
  'HTML, MB',
  'of it /print/',
  'an article, kB',
];
const rows = [HEAD];
const limits: [limit: string, holds: boolean][] = [];
let before: { count: number; ours: Site } | undefined;
try {
  for (const count of SIZES) {
    const { first, again } = roundsOf(count);
    say(`Building ${count} pages, ours and Starlight’s: ${first} times from nothing, ${again} times after a change.`);
    const { ours, theirs } = await measure(count);
    rows.push(describe('this guide', count, ours), describe('Starlight', count, theirs));
    for (const [build, when] of [
      ['alike', 'for the first time, what both do'],
      ['first', 'for the first time, with all that ours does'],
      ['again', 'after a change, with all that ours does'],
    ] as const) {
      const ratio = ours[build] / theirs[build];
      limits.push([`${count} pages, ${when}: ${ratio.toFixed(2)} × Starlight’s seconds, less than 1`, ratio < 1]);
    }
    if (before) {
      const growth = ours.again / count / (before.ours.again / before.count);
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
} finally {
  clear();
}
say('', layOut(rows), '');
say(
  'Both make the same number of pages of some 1,000 words, and an index for full-text search. Ours makes 15 more, which list',
  'and gather them, and trims the styles of each page. Only ours packs all text with Brotli and gzip and draws a social image',
  'for each page; its first build is measured without that as well. After a change nothing is left out: whatever comes of the',
  'same input is taken from the builds before, as Astro itself does for Starlight’s Markdown. These are the seconds an editor',
  'waits for.',
  'Ours does not repeat the list of pages in each page. /print/ (the whole guide on one page), the list in the part pages,',
  'the offline manifest and both search indexes grow with the guide by nature: readers load them only where they ask.',
  'Peak memory is the sum over all processes of a build, looked at five times a second: in a build that is not timed, since',
  'looking slows it.',
  '',
);
for (const [limit, holds] of limits) say(`${holds ? '✓' : '✗'} ${limit}`);
if (limits.some(([, holds]) => !holds)) process.exitCode = 1;
