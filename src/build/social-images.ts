import { mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { listHtml } from './built-pages.ts';
import { keptBy, keyOf, type Kept } from './kept.ts';
import { forEachInLanes } from './lanes.ts';
import type { Card } from './social-card.ts';

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

/** A palette is enough for flat colours, and a third of the bytes. */
const PNG = { palette: true, colours: 64, dither: 0, effort: 1 };

/**
 * Writes the PNG of a card, or takes the one made before: of the same card by the same program, or of a drawing that
 * comes out the same although the program has changed.
 * @returns whether it had to be drawn
 */
export async function paint(card: Card, file: string, { store, program }: Kept): Promise<boolean> {
  const cardKey = keyOf('card', program, JSON.stringify(card));
  const drawingKey = store.read(cardKey)?.toString();
  if (drawingKey !== undefined && (await store.copy(drawingKey, file))) return false;
  // To load what lays out text and paints takes longer than to take images made before.
  const [{ drawCard }, { default: sharp }] = await Promise.all([import('./social-card.ts'), import('sharp')]);
  const svg = drawCard(card);
  const key = keyOf('png', JSON.stringify([PNG, sharp.versions]), svg);
  store.write(cardKey, key);
  if (await store.copy(key, file)) return false;
  const png = await sharp(Buffer.from(svg)).png(PNG).toBuffer();
  store.write(key, png);
  await writeFile(file, png);
  return true;
}

/** Gives each page of a build its image. @param base the path before every address; begins and ends with a slash */
async function paintAll(dist: string, base: string, kept: Kept): Promise<{ images: number; drawn: number }> {
  const images = listHtml(dist).flatMap((page) => readSocialImage(readFileSync(page, 'utf8')) ?? []);
  let drawn = 0;
  await forEachInLanes(images, async ({ address, card }) => {
    const file = join(dist, new URL(address).pathname.slice(base.length));
    mkdirSync(dirname(file), { recursive: true });
    if (await paint(card, file, kept)) drawn += 1;
  });
  kept.store.prune();
  return { images: images.length, drawn };
}

/** The steps of giving each built page the image that it shows where it is shared. */
interface Painting {
  /** Reads the pages, and begins to paint beside the steps that follow. */
  begin: AstroIntegration;
  /** Waits until all is painted. */
  end: AstroIntegration;
}

/** An image is drawn anew only when it changes. */
export function socialImages(): Painting {
  let base = '/';
  let root: URL;
  let painting: ReturnType<typeof paintAll> | undefined;
  return {
    begin: {
      name: 'social-images',
      hooks: {
        'astro:config:done': ({ config }) => {
          base = `${config.base.replace(/\/$/, '')}/`;
          ({ root } = config);
        },
        'astro:build:done': ({ dir }) => {
          painting = paintAll(fileURLToPath(dir), base, keptBy('social-images', root));
          // Whatever is wrong is said by the step that waits for it; without this, Node would stop before.
          painting.catch(() => undefined);
        },
      },
    },
    end: {
      name: 'social-images',
      hooks: {
        'astro:build:done': async ({ logger }) => {
          const { images, drawn } = (await painting) ?? { images: 0, drawn: 0 };
          logger.info(`${images} social images, ${drawn} of them drawn anew`);
        },
      },
    },
  };
}
