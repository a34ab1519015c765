import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { listPaths } from './built-pages.ts';
import { keyOf, type Kept } from './kept.ts';
import { openLanes } from './lanes.ts';
import { onRendered, type Rendered } from './rendered.ts';
import type { Card } from './social-card.ts';
import { beginWith, openThread, type Begun, type Thread } from './thread.ts';

/** A page's image: the address it is known under, and what it says. */
export interface SocialImage {
  address: string;
  card: Card;
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&#38;': '&',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
};

/** Reads from a finished page which image it names and what that has to say; nothing for a page that names none. */
export function readSocialImage(html: string): SocialImage | undefined {
  const read = (pattern: RegExp) =>
    pattern.exec(html)?.[1]?.replace(/&#?\w+;/g, (entity) => ENTITIES[entity] ?? entity);
  const address = read(/property="og:image" content="([^"]+)"/);
  const title = read(/property="og:title" content="([^"]+)"/);
  const sentence = read(/name="description" content="([^"]+)"/);
  if (!address) return undefined;
  if (!title || !sentence)
    throw new Error(`The page with the image ${address} has no title or no description. Give Base.astro both.`);
  const kind = read(/<article[^>]*\sdata-kind="([^"]+)"/);
  // The search files some pages under "Index"; to a reader that says nothing, and on "Metrics" neither does "Metric".
  return {
    address,
    card: {
      title,
      sentence,
      kind: ['Index', title, title.replace(/s$/, '')].includes(kind ?? '') ? undefined : kind,
      code: read(/<html[^>]*\sdata-line="(\w+)"/),
    },
  };
}

/** What draws: to load it takes longer than to take all images of the guide from before. */
export async function loadDrawing() {
  return { ...(await import('./social-card.ts')), ...(await import('./picture.ts')) };
}

/**
 * Writes the PNG of a card, or takes the one that the same program made of the same card before.
 * @returns whether it had to be drawn
 */
export async function paint(card: Card, file: string, { store, program }: Kept): Promise<boolean> {
  const key = keyOf('card', program, JSON.stringify(card));
  if (await store.copy(key, file)) return false;
  const { drawCard, encodePng } = await loadDrawing();
  const png = encodePng(drawCard(card));
  await Promise.all([store.write(key, png), writeFile(file, png)]);
  return true;
}

/** What a build has painted. */
interface Painted {
  images: number;
  /** How many of them were not there before */
  drawn: number;
}

/** The painting of the images of one build. Pages are files below its folder. */
interface Painting {
  /** Paints the image of a page while others are rendered. */
  begin: (page: Rendered) => void;
  /** Waits until all are painted. */
  finish: () => Promise<Painted>;
}

/** @param base the path before every address; begins and ends with a slash */
export function openPainting(dist: string, base: string, kept: Kept): Painting {
  const inLane = openLanes();
  const pages: Promise<boolean | undefined>[] = [];
  const begin = ({ html }: Rendered): void => {
    const painted = inLane(async () => {
      const image = readSocialImage(html);
      if (!image) return undefined;
      const file = join(dist, new URL(image.address).pathname.slice(base.length));
      await mkdir(dirname(file), { recursive: true });
      return paint(image.card, file, kept);
    });
    // Whatever is wrong is said where it is waited for.
    painted.catch(() => undefined);
    pages.push(painted);
  };
  return {
    begin,
    finish: async () => {
      const all = (await Promise.all(pages)).filter((drawn) => drawn !== undefined);
      await kept.store.prune();
      return { images: all.length, drawn: all.filter(Boolean).length };
    },
  };
}

/** What the thread is told: a page as it is rendered; that there are no more. */
export type Message = { rendered: Rendered } | { finish: true };

/** The steps of giving each built page the image that it shows where it is shared, in a thread of its own. */
interface Images {
  /** Stands before what changes pages. */
  begin: AstroIntegration;
  /** Waits until all is painted. */
  end: AstroIntegration;
}

/** An image is drawn anew only when it changes. */
export function socialImages(): Images {
  let begun: Begun;
  let thread: Thread;
  let stopListening: () => void;
  const announced = new Set<string>();
  let painting: Promise<unknown>;
  return {
    begin: {
      name: 'social-images',
      hooks: {
        'astro:config:done': ({ config }) => {
          begun = beginWith('social-images', config);
        },
        'astro:build:start': () => {
          thread = openThread(new URL('painting-thread.ts', import.meta.url), begun);
          announced.clear();
          stopListening = onRendered((rendered) => {
            announced.add(rendered.path);
            thread.tell({ rendered } satisfies Message);
          });
        },
        'astro:build:done': () => {
          stopListening();
          // Read here and now, before another step changes them.
          for (const path of listPaths(begun.dist).filter((one) => !announced.has(one)))
            thread.tell({ rendered: { path, html: readFileSync(join(begun.dist, path), 'utf8') } } satisfies Message);
          painting = thread.ask({ finish: true } satisfies Message);
          // Whatever is wrong is said by the step that waits for it; without this, Node would stop before.
          painting.catch(() => undefined);
        },
      },
    },
    end: {
      name: 'social-images',
      hooks: {
        'astro:build:done': async ({ logger }) => {
          const { images, drawn } = (await painting) as Painted;
          logger.info(`${images} social images, ${drawn} of them drawn anew`);
        },
      },
    },
  };
}
