/** The builds that scale.ts compares: ours and Starlight's, of the same made-up content. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { listHtml } from '../../src/build/built-pages.ts';
import { makeScratch } from '../scratch.ts';
import { build, weighMemory } from './build.ts';
import { makeArticles } from './generated.ts';
import { layOutStarlight, PEERS } from './peers.ts';
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
  /** Seconds with nothing kept from an earlier build: what both sites do. */
  alike: number;
  /** The same, with all that the site does. */
  first: number;
  /** Seconds after a change in one article, with whatever the builds before have kept. */
  again: number;
  /** The most memory that a build, with nothing kept or after a change, held at one time: bytes. */
  memory: number;
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

/** Puts away all that was kept from before. */
function forget({ folder, dist }: Project): void {
  for (const made of [dist, ...KEPT.map((name) => join(folder, name))]) moveAway(folder, made);
}

/** Writes one more sentence in the article. */
function change({ folder, dist, article }: Project, round: number): void {
  moveAway(folder, dist);
  appendFileSync(join(folder, article), `\n\nOne sentence more, number ${String(round)}.\n`);
}

/** Builds projects in turn, each after it was prepared. @returns the least seconds of each */
async function inTurn<Projects extends readonly Project[]>(
  projects: Projects,
  rounds: number,
  prepare: (project: Project, round: number) => void,
): Promise<{ [Index in keyof Projects]: number }> {
  const builds = projects.map((): number[] => []);
  for (let round = 1; round <= rounds; round += 1)
    for (const [index, project] of projects.entries()) {
      prepare(project, round);
      builds[index]?.push(await build(project.folder, project.command));
    }
  return builds.map((seconds) => Math.min(...seconds)) as { [Index in keyof Projects]: number };
}

/** The most memory that a first build held, or one after a change: bytes. */
async function weighBuilds(project: Project): Promise<number> {
  const { folder, command } = project;
  forget(project);
  const first = await weighMemory(folder, command);
  change(project, 0);
  return Math.max(first, await weighMemory(folder, command));
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
  // Beside Starlight's: a file system may take ten times as long to make a file in one folder as in another.
  mkdirSync(PEERS, { recursive: true });
  const copy = makeScratch(PEERS);
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
  const [alike, first, bare] = await inTurn(sites, rounds.first, forget);
  // Before anything is changed: each size has the same article.
  const weights = [weigh(ours.dist), weigh(theirs.dist)] as const;
  const [again, againBare] = await inTurn([ours, theirs] as const, rounds.again, change);
  const memory = [await weighBuilds(ours), await weighBuilds(theirs)] as const;
  return {
    ours: { alike, first, again, memory: memory[0], ...weights[0] },
    theirs: { alike: bare, first: bare, again: againBare, memory: memory[1], ...weights[1] },
  };
}
