import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { AstroIntegration } from 'astro';
import { keyOf, type Kept } from './kept.ts';
import type { Picture } from './picture.ts';
import type { Rendered } from './rendered.ts';
import { makeFolderOf, save } from './save.ts';
import type { Card } from './social-card.ts';

export type { Card } from './social-card.ts';

/** A page's image: the address it is known under, and what it says. */
export interface SocialImage {
  address: string;
  card: Card;
}

/**
 * The card of a page of a kind. The search files some pages under "Index"; to a reader that says nothing, and on "Metrics"
 * neither does "Metric".
 */
export function cardOf({ title, sentence, kind = '', code }: Card): Card {
  const saysNothing = ['', 'Index', title, title.replace(/s$/, '')].includes(kind);
  return { title, sentence, kind: saysNothing ? undefined : kind, code };
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
  return { address, card: cardOf({ title, sentence, kind, code: read(/<html[^>]*\sdata-line="(\w+)"/) }) };
}

const keyOfCard = (card: Card, { program }: Kept): string => keyOf('card', program, JSON.stringify(card));

/** The image drawn last; the next is painted over it. */
let last: Picture | undefined;

/** Draws a card. To load what draws takes longer than to take all images of the guide from before. */
async function draw(card: Card): Promise<Buffer> {
  const { drawCard } = await import('./social-card.ts');
  const { encodePng } = await import('./png.ts');
  last = drawCard(card, last);
  return encodePng(last);
}

/**
 * Writes the PNG of a card, or takes the one that the same program made of the same card before.
 * @returns whether it had to be drawn
 */
export async function paint(card: Card, file: string, kept: Kept): Promise<boolean> {
  const key = keyOfCard(card, kept);
  if (await kept.store.copy(key, file)) return false;
  const png = await draw(card);
  kept.store.write(key, png);
  await save(file, png);
  return true;
}

/** What a build has painted. */
interface Painted {
  images: number;
  /** How many of them were neither there before nor drawn ahead */
  drawn: number;
}

/** The painting of the images of one build. Pages are files below its folder. */
export interface Painting {
  /** Draws cards that pages will presumably have, before there are pages and while there is nothing else to do. */
  drawAhead: (cards: Iterable<Card>) => Promise<void>;
  /** Paints the image of a page. */
  begin: (page: Rendered) => void;
  /** Waits until all are painted. */
  finish: () => Promise<Painted>;
}

/** @param base the path before every address; begins and ends with a slash */
export function openPainting(dist: string, base: string, kept: Kept): Painting {
  const pages: Promise<boolean | undefined>[] = [];
  return {
    drawAhead: async (cards) => {
      for (const card of cards) {
        const key = keyOfCard(card, kept);
        if (!kept.store.has(key)) kept.store.write(key, await draw(card));
        await setImmediate();
      }
    },
    begin: ({ html }) => {
      const paintOwn = async (): Promise<boolean | undefined> => {
        const image = readSocialImage(html);
        if (!image) return undefined;
        const file = join(dist, new URL(image.address).pathname.slice(base.length));
        makeFolderOf(file);
        return paint(image.card, file, kept);
      };
      const painted = paintOwn();
      // Whatever is wrong is said where it is waited for.
      painted.catch(() => undefined);
      pages.push(painted);
    },
    finish: async () => {
      const all = (await Promise.all(pages)).filter((drawn) => drawn !== undefined);
      kept.store.prune();
      return { images: all.length, drawn: all.filter(Boolean).length };
    },
  };
}

/**
 * Waits until each built page has the image that it shows where it is shared. An image is drawn anew only when it changes.
 * @param painted waits until all are painted
 */
export function socialImages({ painted }: { painted: () => Promise<Painted> }): AstroIntegration {
  return {
    name: 'social-images',
    hooks: {
      'astro:build:done': async ({ logger }) => {
        const { images, drawn } = await painted();
        logger.info(`${images} social images, ${drawn} of them drawn anew`);
      },
    },
  };
}
