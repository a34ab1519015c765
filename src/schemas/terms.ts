import { z } from 'astro/zod';
import { reference } from './reference';
import { pinyin, text, zh } from './shared';

export const THEMES = [
  'frame',
  'growth',
  'traffic',
  'users',
  'measures',
  'content',
  'platforms',
  'community',
  'events',
  'method',
  'data',
  'rules',
] as const;
export const LINES = [
  'new-media',
  'user',
  'product',
  'content',
  'community',
  'event',
  'data',
  'ecommerce',
  'market',
] as const;

/** One glossary entry. Read by the glossary, the definitions in running text and the search. */
export const terms = z.strictObject({
  id: z.string(),
  term: text.describe('English term as used in the guide. Example: "Day-1 retention"'),
  abbr: text.optional().describe('Abbreviation. Example: D1'),
  zh,
  pinyin,
  definition: text.max(320, 'Definition: one sentence, 320 characters at most.'),
  aliases: z.array(text).default([]).describe('Other names, in English or Chinese: printed as "Also called"'),
  theme: z.enum(THEMES).describe('Heading in the glossary by theme'),
  roles: z.array(z.enum(LINES)).min(1).describe('Lines that use the term'),
  related: z.array(reference('terms')).default([]),
  section: z
    .string()
    .regex(/^\/[a-z/-]*\/(#[a-z0-9-]+)?$/, 'An address on this site, such as /roles/user/#four-moves')
    .optional()
    .describe('The section that treats it best'),
});
