import { z } from 'astro/zod';
import { text } from './shared';

/** One source. Read by the source lists of every page and by /about/sources/. */
export const sources = z.strictObject({
  id: z.string(),
  title: text,
  publisher: text.optional().describe('Person or body behind it'),
  date: text.optional().describe('As far as known. Example: "9 October 2006"'),
  url: z
    .url('A full address, starting with https:// or http://')
    .optional()
    .describe('Left out where the source is named but not linked'),
  grade: z
    .enum(['A', 'B', 'C'])
    .describe(
      'A official, primary or platform · B named practitioner, vendor or reference · C how people commonly describe it',
    ),
  supports: text.describe('What the guide takes from it, in one sentence'),
  note: text.optional().describe('Caution, such as a disputed date'),
});
