import { z } from 'astro/zod';

/**
 * The id of an entry of another collection; the page that reads it looks the entry up. As Astro's own `reference`, but
 * without `astro:content`, which draws all of Astro's renderer into what has to be loaded before a build can begin.
 */
export function reference<Name extends string>(collection: Name) {
  return z.string().transform((id) => ({ id, collection }));
}
