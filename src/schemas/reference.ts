import { z } from 'astro/zod';

/**
 * The id of an entry of another collection; whoever reads it looks the entry up. Astro's own `reference` gives the same for
 * an id, but stands in `astro:content`, which draws all of Astro's renderer into what a build loads before it can begin.
 */
export function reference<Name extends string>(collection: Name) {
  return z.string().transform((id) => ({ id, collection }));
}
