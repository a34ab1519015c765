/**
 * Builds the guide's layouts and Starlight with 20, 500 and 2,000 pages of made-up content, in folders of their own, and
 * prints what that takes. Exit 1 when our seconds a page grow, when Starlight is quicker, or when an article's page weighs
 * more because there are more of them.
 * npm run bench:scale   (SIZES=20,500; the first time it installs Starlight from npm)
 */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
/**
 * How often each is built for the first time, and after a change, ours and Starlight's in turn. The least seconds count:
 * other programs only add to them, and the shorter a build, the more of it that can be.
 */
const roundsOf = (count: number): { first: number; again: number } => {
  if (count < 100) return { first: 7, again: 9 };
  return { first: count < 1000 ? 3 : 2, again: 5 };
};
/** What a build keeps for the next one. */
const KEPT = ['node_modules/.astro', 'node_modules/.cache', 'node_modules/.vite', '.astro'];
/** The settings without what Starlight does not do either: an image of each page, and packed twins. */
const LEFT_OUT = [
  ['    images.begin,\n', ''],
  ['    images.end,\n', ''],
  ['    packing.pages,\n', ''],
  ['    packing.rest,\n', ''],
  ['searchIndex(packing.index)', 'searchIndex(async () => {})'],
  ['pack: packing.page', 'pack: async () => {}'],
] as const;

/** A site with its content, ready to be built. */
interface Project {
  folder: string;
  dist: string;
  /** Arguments for Node. */
  command: readonly string[];
  /** The file of the article. */
  article: string;
}

interface Site {
  /** What both sites do, with nothing kept from an earlier build. */
  alike: Build;
  /** The same, with what only ours does. */
  first?: Build;
  /** After a change in one article, with whatever the builds before have kept. */
  again: Build;
  /** Bytes of all pages, of one article, of the whole guide on one page; 0 where there is none. */
  html: number;
  article: number;
  whole: number;
}

const sizeOf = (file: string): number => readFileSync(file).length;

/** Folders to take away when all is measured: a file system is slow to make files right after many were deleted. */
const used: (() => void)[] = [];

/** Puts what was built out of the way. Beside the project, since Tailwind reads everything in it. */
function moveAway({ folder, dist }: Project): void {
  if (!existsSync(dist)) return;
  const aside = mkdtempSync(join(dirname(folder), 'guide-built-'));
  used.push(() => {
    rmSync(aside, { recursive: true, force: true });
  });
  renameSync(dist, join(aside, 'dist'));
}

/** Builds with nothing kept from before. */
async function buildFirst(project: Project): Promise<Build> {
  moveAway(project);
  for (const name of KEPT) rmSync(join(project.folder, name), { recursive: true, force: true });
  return build(project.folder, project.command);
}

/** Builds after one more sentence in the article. */
async function buildChanged(project: Project, round: number): Promise<Build> {
  moveAway(project);
  appendFileSync(join(project.folder, project.article), `\n\nOne sentence more, number ${String(round)}.\n`);
  return build(project.folder, project.command);
}

const best = (builds: readonly Build[]): Build => ({
  seconds: Math.min(...builds.map(({ seconds }) => seconds)),
  memory: Math.max(...builds.map(({ memory }) => memory)),
});

/** Builds two projects in turn. @returns the best of each */
async function inTurn(
  projects: readonly [Project, Project],
  rounds: number,
  act: (project: Project, round: number) => Promise<Build>,
): Promise<[Build, Build]> {
  const builds: [Build[], Build[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    builds[0].push(await act(projects[0], round));
    builds[1].push(await act(projects[1], round));
  }
  return [best(builds[0]), best(builds[1])];
}

function weigh(dist: string): Pick<Site, 'html' | 'article' | 'whole'> {
  const pages = listHtml(dist);
  const whole = pages.find((path) => path === join(dist, 'print', 'index.html'));
  return {
    html: pages.reduce((sum, path) => sum + sizeOf(path), 0),
    article: sizeOf(join(dist, ARTICLE, 'index.html')),
    whole: whole ? sizeOf(whole) : 0,
  };
}

function layOutOurs(count: number, leftOut: typeof LEFT_OUT | readonly [] = []): Project {
  const copy = makeScratch();
  used.push(() => {
    copy.remove();
  });
  fillContent(copy.folder, count);
  for (const [from, to] of leftOut) copy.change('astro.config.mjs', (text) => text.replace(from, to));
  const { folder } = copy;
  const article = `content/articles/${ARTICLE.slice(1, -1)}.mdx`;
  return { folder, dist: join(folder, 'dist'), command: ['node_modules/astro/bin/astro.mjs', 'build'], article };
}

function layOutTheirs(count: number): Project {
  const peer = layOutStarlight(makeArticles(count));
  used.push(() => {
    peer.remove();
  });
  const article = `src/content/docs/${ARTICLE.slice(1, -1)}.md`;
  return { folder: peer.folder, dist: peer.dist, command: peer.build, article };
}

/** Builds ours and Starlight's: for the first time, and after changes. */
async function measure(count: number): Promise<{ ours: Site; theirs: Site }> {
  const [ours, theirs] = [layOutOurs(count), layOutTheirs(count)];
  const rounds = roundsOf(count);
  const [alike, bare] = await inTurn([layOutOurs(count, LEFT_OUT), theirs], rounds.first, buildFirst);
  const first = await buildFirst(ours);
  // Before anything is changed: each size has the same article.
  const weights = [weigh(ours.dist), weigh(theirs.dist)] as const;
  const [again, againBare] = await inTurn([ours, theirs], rounds.again, buildChanged);
  return {
    ours: { alike, first, again, ...weights[0] },
    theirs: { alike: bare, again: againBare, ...weights[1] },
  };
}

const seconds = (value: number): string => value.toFixed(1);
const gibibytes = (value: number): string => (value / 2 ** 30).toFixed(2);
const megabytes = (value: number): string => (value / 1e6).toFixed(1);

function describe(name: string, count: number, { alike, first, again, html, article, whole }: Site): string[] {
  return [
    `${name}, ${String(count)} pages`,
    seconds(alike.seconds),
    first ? seconds(first.seconds) : '–',
    seconds(again.seconds),
    ((again.seconds / count) * 1000).toFixed(0),
    gibibytes(Math.max((first ?? alike).memory, again.memory)),
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
const notes: string[] = [];
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
      ['again', 'after a change, with all that ours does'],
    ] as const) {
      const ratio = ours[build].seconds / theirs[build].seconds;
      limits.push([`${count} pages, ${when}: ${ratio.toFixed(2)} × Starlight’s seconds, less than 1`, ratio < 1]);
    }
    const all = (ours.first?.seconds ?? Number.NaN) / theirs.alike.seconds;
    notes.push(`  ${count} pages, for the first time, packed and with images: ${all.toFixed(2)} × Starlight’s seconds`);
    if (before) {
      const growth = ours.again.seconds / count / (before.ours.again.seconds / before.count);
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
  for (const remove of used) remove();
}
say('', layOut(rows), '');
say(
  'Both make the same number of pages of some 1,000 words, and an index for full-text search. Ours makes 15 more, which list',
  'and gather them, and trims the styles of each page. What only ours does, packing all text with Brotli and gzip and drawing',
  'a social image for each page, is left out of the first build that is compared, and measured beside it. After a change',
  'nothing is left out: whatever comes of the same input is taken from the builds before, as Astro itself does for',
  'Starlight’s Markdown. These are the seconds an editor waits for.',
  'Ours does not repeat the list of pages in each page. /print/ (the whole guide on one page), the list in the part pages,',
  'the offline manifest and both search indexes grow with the guide by nature: readers load them only where they ask.',
  'Peak memory is the sum over all processes of the build, looked at five times a second.',
  '',
);
for (const [limit, holds] of limits) say(`${holds ? '✓' : '✗'} ${limit}`);
say('', 'Not compared, since Starlight does not do the same:', ...notes);
if (limits.some(([, holds]) => !holds)) process.exitCode = 1;
