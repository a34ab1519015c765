import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import sharp from 'sharp';
import { listHtml } from './built-pages.ts';
import { drawCard, type Card } from './social-card.ts';

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

/** Makes the PNG of a drawing, or takes the one made before from the same drawing by the same library. */
export async function paint(svg: string, cache: string): Promise<{ png: Buffer; isNew: boolean }> {
  const name = createHash('sha256')
    .update(JSON.stringify([PNG, sharp.versions]))
    .update(svg)
    .digest('hex')
    .slice(0, 32);
  const kept = join(cache, `${name}.png`);
  if (existsSync(kept)) return { png: readFileSync(kept), isNew: false };
  const png = await sharp(Buffer.from(svg)).png(PNG).toBuffer();
  // Two builds may run at once: a file appears under its name only when it is whole.
  const unfinished = `${kept}.${process.pid}`;
  writeFileSync(unfinished, png);
  renameSync(unfinished, kept);
  return { png, isNew: true };
}

/** Gives each built page the image that it shows where it is shared. An image is drawn anew only when it changes. */
export function socialImages(): AstroIntegration {
  let base = '/';
  let cache = '';
  return {
    name: 'social-images',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
        cache = fileURLToPath(new URL('node_modules/.cache/social-images/', config.root));
      },
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        mkdirSync(cache, { recursive: true });
        const images = listHtml(dist).flatMap((page) => readSocialImage(readFileSync(page, 'utf8')) ?? []);
        const drawn = await Promise.all(
          images.map(async ({ address, card }) => {
            const { png, isNew } = await paint(drawCard(card), cache);
            const file = join(dist, new URL(address).pathname.slice(base.length));
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, png);
            return isNew;
          }),
        );
        logger.info(`${drawn.length} social images, ${drawn.filter(Boolean).length} of them drawn anew`);
      },
    },
  };
}
