import { z } from 'astro/zod';
import { reference } from './reference';
import { description, howWeKnow, id, reviewed, text } from './shared';

export const PARTS = ['foundations', 'mindset', 'start', 'career', 'about'] as const;

/** One article outside the role guides; its file stands in content/articles/<part>/. */
export const articles = z.strictObject({
  title: text,
  zh: text.optional(),
  description,
  lead: text.max(400, 'The lead: 400 characters at most.').describe('What the page says, in one to three sentences.'),
  order: z.int().describe('Place within its part'),
  asked: z.array(text).default([]).describe('What readers type who want this page. Example: "how do I start"'),
  askedAt: z
    .record(id, z.array(text))
    .default({})
    .describe('The same for a section: id of its heading → what readers type. Example: { wellbeing: [burnout] }'),
  roles: z.array(reference('roles')).default([]).describe('Role guides to read next'),
  skills: z.array(reference('skills')).default([]),
  metrics: z.array(reference('metrics')).default([]),
  terms: z.array(reference('terms')).default([]),
  related: z.array(reference('articles')).default([]),
  sources: z.array(reference('sources')).default([]),
  howWeKnow,
  reviewed,
});
