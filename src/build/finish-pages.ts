import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hardenPage, listScripts } from './harden.ts';
import { keyOf, type Kept } from './kept.ts';
import { forEachInLanes, openLanes } from './lanes.ts';
import type { Rendered } from './rendered.ts';
import { makeFolderOf, save } from './save.ts';
import { trimMarkup } from './trim-markup.ts';
import { listSheets, makeTrimmer } from './trim-styles.ts';

/** Makes pages ready for readers. */
interface Finisher {
  /** @param version of the page: what `keyOf` makes of it @returns the bytes it is written as, made of the text once */
  finish: (html: string, version: string) => Promise<Buffer>;
  /** Files of the build that are in the pages now, and that no page asks for any more */
  spent: () => string[];
}

/**
 * Finishes pages as Astro made them: takes out what serves nobody who reads, puts in of its sheets what the page uses, and
 * the policy with the hash of it. What comes of the same page, sheets, scripts and program is taken from before.
 * @param base the path before every address; begins and ends with a slash
 */
export function makeFinisher(dist: string, base: string, { store, program }: Kept): Finisher {
  const files = new Map<string, Buffer>();
  const read = (path: string): Buffer => {
    const content = files.get(path) ?? readFileSync(join(dist, path));
    files.set(path, content);
    return content;
  };
  const sheets = new Set<string>();
  const hashes = new Map<string, string>();
  const pathOf = (href: string): string => href.slice(base.length);
  const trimStyles = makeTrimmer({ store, program }, (href) => read(pathOf(href)).toString());
  return {
    finish: async (html, version) => {
      const own = listSheets(html).map(pathOf);
      for (const path of own) sheets.add(path);
      const key = keyOf('page', program, base, version, ...[...own, ...listScripts(html, base)].map(read));
      const known = store.read(key);
      if (known) return known;
      const made = Buffer.from(hardenPage(await trimStyles(trimMarkup(html)), dist, base, hashes));
      store.write(key, made);
      return made;
    },
    spent: () => [...sheets].map((path) => join(dist, path)),
  };
}

/** Bytes of a page, and of its Brotli twin. */
export interface Packed {
  before: number;
  after: number;
}

/** The finishing of the pages of one build. Pages are files below its folder. */
export interface Finishing {
  /** Finishes and packs a page while others are rendered. */
  begin: (page: Rendered) => void;
  /** Finishes a page in place of what is in its file. */
  change: (page: Rendered) => void;
  /** Finishes what is there now: of what was begun, only what has changed since. */
  finish: (paths: readonly string[]) => Promise<void>;
  /** Writes the finished pages over those that Astro made. @returns what packing has come to */
  write: () => Promise<[path: string, packed: Packed][]>;
}

export function openFinishing({
  dist,
  base,
  kept,
  pack,
}: {
  dist: string;
  base: string;
  kept: Kept;
  /** Packs a finished page. @param path the file it is in, or will be */
  pack: (path: string, content: Buffer) => Promise<Packed>;
}): Finishing {
  const finisher = makeFinisher(dist, base, kept);
  const inLane = openLanes();
  const pages = new Map<string, { version: string; made: Promise<{ content: Buffer; packed: Packed }> }>();
  const begin = ({ path, html }: Rendered): void => {
    const before = pages.get(path);
    const version = keyOf(html);
    if (before?.version === version) return;
    const made = inLane(async () => {
      // What was packed of another version is written by then, and does not come after this.
      await before?.made.catch(() => undefined);
      makeFolderOf(join(dist, path));
      const content = await finisher.finish(html, version);
      return { content, packed: await pack(join(dist, path), content) };
    });
    // Whatever is wrong is said where it is waited for.
    made.catch(() => undefined);
    pages.set(path, { version, made });
  };
  const changed = new Set<string>();
  return {
    begin,
    change: (page) => {
      changed.add(page.path);
      begin(page);
    },
    finish: async (paths) => {
      const there = new Set(paths);
      for (const path of pages.keys()) if (!there.has(path)) pages.delete(path);
      for (const path of paths.filter((one) => !changed.has(one)))
        begin({ path, html: readFileSync(join(dist, path), 'utf8') });
      await Promise.all([...pages.values()].map(({ made }) => made));
    },
    write: async () => {
      const written: [string, Packed][] = [];
      await forEachInLanes(pages, async ([path, { made }]) => {
        const { content, packed } = await made;
        await save(join(dist, path), content);
        written.push([join(dist, path), packed]);
      });
      // At once: what waits for each would wait for whatever else this thread does between.
      for (const path of finisher.spent()) rmSync(path, { force: true });
      kept.store.prune();
      return written;
    },
  };
}
