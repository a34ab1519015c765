import { z } from 'astro/zod';
import { level, stop } from './ladder';
import { reference } from './reference';
import { description, pinyin, reviewed, text, zh } from './shared';

const levelText = z.strictObject({
  can: text.regex(/^You can /, 'A level starts with "You can …": it describes behaviour somebody could watch.'),
  evidence: text.describe('One thing you could show to prove it.'),
});

/** One skill with four levels of observable behaviour. Read by the skill pages, the role tables and the matrix. */
export const skills = z.strictObject({
  name: text.describe('Example: "Segmentation"'),
  zh,
  pinyin,
  kind: z.enum(['shared', 'role']).describe('shared = every role asks for it; role = one line’s own craft'),
  everyRole: z
    .partialRecord(stop, level)
    .default({})
    .describe('Level every role asks at each stop, where its own table does not say otherwise; shared skills only'),
  capability: z
    .enum(['learning', 'copywriting', 'communication', 'user-thinking', 'data-and-review'])
    .optional()
    .describe('Which of the five core capabilities it belongs to, if any'),
  description,
  definition: text.max(220, 'Definition: one sentence, 220 characters at most.'),
  levels: z.strictObject({ awareness: levelText, working: levelText, practitioner: levelText, expert: levelText }),
  practice: z.array(text).min(2, 'At least two ways to practise for free.'),
  asked: z.array(text).default([]).describe('What readers type who want this skill. Example: "rude comment"'),
  terms: z.array(reference('terms')).default([]),
  related: z.array(reference('skills')).default([]),
  reviewed,
});
