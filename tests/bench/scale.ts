/**
 * Builds the guide's layouts and Starlight with 20, 500 and 2,000 pages of made-up content, in folders of their own, and
 * prints what that takes. Exit 1 when our seconds a page grow, when Starlight is quicker, the first time or after a
 * change, or when an article's page weighs more because there are more of them.
 * npm run bench:scale   (SIZES=20,500; the first time it installs Starlight from npm)
 */
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
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
 * How often each is built after a change, ours and Starlight's in turn. The least seconds count: other programs only add to
 * them, and the shorter a build, the more of it that can be.
 */
const roundsOf = (count: number): number => (count < 100 ? 9 : 5);

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
  /** Nothing kept from an earlier build. */
  first: Build;
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
  const aside = mkdtempSync(join(dirname(folder), 'guide-built-'));
  used.push(() => {
    rmSync(aside, { recursive: true, force: true });
  });
  renameSync(dist, join(aside, 'dist'));
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

function weigh(dist: string): Pick<Site, 'html' | 'article' | 'whole'> {
  const pages = listHtml(dist);
  const whole = pages.find((path) => path === join(dist, 'print', 'index.html'));
  return {
    html: pages.reduce((sum, path) => sum + sizeOf(path), 0),
    article: sizeOf(join(dist, ARTICLE, 'index.html')),
    whole: whole ? sizeOf(whole) : 0,
  };
}

/** Builds sites for the first time and weighs what came out, then builds each in turn after as many changes. */
async function measure<Name extends string>(
  projects: Record<Name, Project>,
  rounds: number,
): Promise<Record<Name, Site>> {
  const names = Object.keys(projects) as Name[];
  const firsts = new Map<Name, Omit<Site, 'again'>>();
  for (const name of names) {
    const { folder, command, dist } = projects[name];
    // Weighed before anything is changed: each size has the same article.
    firsts.set(name, { first: await build(folder, command), ...weigh(dist) });
  }
  const builds = new Map<Name, Build[]>(names.map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const name of names) builds.get(name)?.push(await buildChanged(projects[name], round));
  }
  const sites = names.map((name) => [name, { ...firsts.get(name), again: best(builds.get(name) ?? []) }]);
  return Object.fromEntries(sites) as Record<Name, Site>;
}

function layOutOurs(count: number): Project {
  const copy = makeScratch();
  used.push(() => {
    copy.remove();
  });
  fillContent(copy.folder, count);
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
    const rounds = roundsOf(count);
    say(`Building ${String(count)} pages, ours and Starlight’s: once, then ${String(rounds)} times after a change.`);
    const { ours, theirs } = await measure({ ours: layOutOurs(count), theirs: layOutTheirs(count) }, rounds);
    rows.push(describe('this guide', count, ours), describe('Starlight', count, theirs));
    for (const [build, when] of [
      ['first', 'for the first time'],
      ['again', 'after a change'],
    ] as const) {
      const ratio = ours[build].seconds / theirs[build].seconds;
      limits.push([
        `${String(count)} pages, ${when}: ${ratio.toFixed(2)} × Starlight’s seconds, less than 1`,
        ratio < 1,
      ]);
    }
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
  'Both make the same number of pages of some 1,000 words. Ours makes 15 more, which list and gather them, packs all text',
  'with Brotli and gzip, trims the styles of each page and draws a social image for it; Starlight does none of this. That',
  'is most of our first build. After it, whatever comes of the same input is taken from the builds before, as Astro itself',
  'does for Starlight’s Markdown: what an editor waits for are the seconds after a change in one article.',
  'Ours does not repeat the list of pages in each page. /print/ (the whole guide on one page), the list in the part pages,',
  'the offline manifest and both search indexes grow with the guide by nature: readers load them only where they ask.',
  'Peak memory is the sum over all processes of the build, looked at five times a second.',
  '',
);
for (const [limit, holds] of limits) say(`${holds ? '✓' : '✗'} ${limit}`);
if (limits.some(([, holds]) => !holds)) process.exitCode = 1;
