/** The builds that scale.ts compares: ours and Starlight's, of the same made-up content. */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { listHtml } from '../../src/build/built-pages.ts';
import { makeScratch } from '../scratch.ts';
import { build, type Build } from './build.ts';
import { makeArticles } from './generated.ts';
import { layOutStarlight } from './peers.ts';
import { fillContent } from './scale-content.ts';

/** An article that every size has. */
const ARTICLE = '/foundations/generated-0000/';
/**
 * How often each is built for the first time, and after a change, ours and Starlight's in turn. The least seconds count:
 * other programs only add to them, and the shorter a build, the more of it that can be.
 */
export const roundsOf = (count: number): { first: number; again: number } => {
  if (count < 100) return { first: 7, again: 9 };
  return { first: count < 1000 ? 3 : 2, again: 5 };
};
/** What a build keeps for the next one. */
const KEPT = ['node_modules/.astro', 'node_modules/.cache', 'node_modules/.vite', '.astro'];
const SETTINGS = 'astro.config.mjs';
const THREAD = 'src/build/page-thread.ts';
/** What is changed to leave out what Starlight does not do either: an image of each page, and packed twins. */
const LEFT_OUT = [
  [SETTINGS, '    packing.begin,\n', ''],
  [SETTINGS, '    packing.rest,\n', ''],
  [SETTINGS, '    socialImages(pages),\n', ''],
  [SETTINGS, 'searchIndex(packing)', 'searchIndex({ index: () => {} })'],
  [THREAD, 'compress(path, content, store)', 'Promise.resolve({ before: 0, after: path.length + content.length })'],
  [THREAD, 'painting.begin({ path, html });', ''],
  [THREAD, 'painting.drawAhead(foretellCards(root))', 'Promise.resolve()'],
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

export interface Site {
  /** With nothing kept from an earlier build: what both sites do. */
  alike: Build;
  /** The same, with all that the site does. */
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

/** Takes away all that was built. */
export function clear(): void {
  for (const remove of used) remove();
}

/** Puts something a build made out of the way. Beside the project, since Tailwind reads everything in it. */
function moveAway(folder: string, made: string): void {
  if (!existsSync(made)) return;
  const aside = mkdtempSync(join(dirname(folder), 'guide-built-'));
  used.push(() => {
    rmSync(aside, { recursive: true, force: true });
  });
  renameSync(made, join(aside, basename(made)));
}

/** Builds with nothing kept from before. */
async function buildFirst(project: Project): Promise<Build> {
  const { folder, dist } = project;
  for (const made of [dist, ...KEPT.map((name) => join(folder, name))]) moveAway(folder, made);
  return build(project.folder, project.command);
}

/** Builds after one more sentence in the article. */
async function buildChanged(project: Project, round: number): Promise<Build> {
  moveAway(project.folder, project.dist);
  appendFileSync(join(project.folder, project.article), `\n\nOne sentence more, number ${String(round)}.\n`);
  return build(project.folder, project.command);
}

const best = (builds: readonly Build[]): Build => ({
  seconds: Math.min(...builds.map(({ seconds }) => seconds)),
  memory: Math.max(...builds.map(({ memory }) => memory)),
});

/** Builds projects in turn. @returns the best of each */
async function inTurn<Projects extends readonly Project[]>(
  projects: Projects,
  rounds: number,
  act: (project: Project, round: number) => Promise<Build>,
): Promise<{ [Index in keyof Projects]: Build }> {
  const builds = projects.map((): Build[] => []);
  for (let round = 1; round <= rounds; round += 1)
    for (const [index, project] of projects.entries()) builds[index]?.push(await act(project, round));
  return builds.map(best) as { [Index in keyof Projects]: Build };
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
  for (const [file, from, to] of leftOut) copy.change(file, (text) => text.replace(from, to));
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

/** Builds ours and Starlight's with so many pages: for the first time, and after changes. */
export async function measure(count: number): Promise<{ ours: Site; theirs: Site }> {
  const [ours, theirs] = [layOutOurs(count), layOutTheirs(count)];
  const rounds = roundsOf(count);
  const sites = [layOutOurs(count, LEFT_OUT), ours, theirs] as const;
  const [alike, first, bare] = await inTurn(sites, rounds.first, buildFirst);
  // Before anything is changed: each size has the same article.
  const weights = [weigh(ours.dist), weigh(theirs.dist)] as const;
  const [again, againBare] = await inTurn([ours, theirs] as const, rounds.again, buildChanged);
  return {
    ours: { alike, first, again, ...weights[0] },
    theirs: { alike: bare, first: bare, again: againBare, ...weights[1] },
  };
}
