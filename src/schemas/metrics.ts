import { z } from 'astro/zod';
import { reference } from './reference';
import { pinyin, text, zh } from './shared';

export const METRIC_GROUPS = ['people', 'money', 'content', 'growth', 'community', 'events'] as const;

export type Formula =
  | string
  | { ratio: [Formula, Formula] }
  | { product: Formula[] }
  | { sum: Formula[] }
  | { difference: [Formula, Formula] };

const formula: z.ZodType<Formula> = z.lazy(() =>
  z.union([
    text,
    z.strictObject({ ratio: z.tuple([formula, formula]) }),
    z.strictObject({ product: z.array(formula).min(2) }),
    z.strictObject({ sum: z.array(formula).min(2) }),
    z.strictObject({ difference: z.tuple([formula, formula]) }),
  ]),
);

/** One metric, never without numerator, denominator, window and what counts. Read by /metrics/ and the role tables. */
export const metrics = z.strictObject({
  id: z.string(),
  name: text.describe('Example: "Day-N retention"'),
  abbr: text.optional(),
  zh,
  pinyin,
  group: z.enum(METRIC_GROUPS),
  question: text.describe('The question it answers. Example: "Do new users come back?"'),
  numerator: text.describe('What is on top, or what is counted'),
  denominator: text.describe('What it is divided by; "None: it is a count." for a count'),
  window: text.describe('Over what time'),
  counts: text.describe('What counts as one, and what does not'),
  formula: formula.describe('Text, or a tree of ratio, product, sum, difference'),
  example: z.strictObject({
    given: text.describe('The made-up situation in one sentence'),
    sum: text.describe('The sum, checked by a test. Example: "180 ÷ 1,200 = 15 %"'),
  }),
  traps: z.array(text).min(1, 'At least one trap.'),
  roles: z
    .array(z.enum(['new-media', 'user', 'product', 'content', 'community', 'event', 'data', 'ecommerce', 'market']))
    .min(1),
  term: reference('terms').optional().describe('The glossary entry of the same thing'),
  sources: z.array(reference('sources')).default([]),
});
