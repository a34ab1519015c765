import { z } from 'astro/zod';
import { reference } from './reference';
import { description, howWeKnow, reviewed, text } from './shared';

const column = z.strictObject({
  name: text.describe('Column heading. Example: "Publish date"'),
  help: text.describe('What to write in it, in one sentence'),
});

const part = z.strictObject({
  heading: text,
  help: text.describe('What to write under it, in one or two sentences'),
  example: z.array(text).min(1).describe('The filled example, a paragraph or list item each'),
});

const sheet = z
  .strictObject({
    kind: z.literal('sheet'),
    columns: z.array(column).min(3),
    example: z.array(z.array(z.string())).min(3).describe('Filled rows, one cell a column, made up'),
  })
  .superRefine(({ columns, example }, context) => {
    example.forEach((row, index) => {
      if (row.length === columns.length) return;
      context.addIssue({
        code: 'custom',
        path: ['example', index],
        message: `Row ${index + 1} has ${row.length} cells for ${columns.length} columns. Write one a column, "" where it is empty.`,
      });
    });
  });

/** A sheet is rows under columns; a document is headings with text. Files and page are both made from this. */
const form = z.discriminatedUnion('kind', [
  sheet,
  z.strictObject({ kind: z.literal('document'), parts: z.array(part).min(3) }),
]);

/** One template: a page and the files a reader takes away, all made from one entry. */
export const templates = z.strictObject({
  title: text,
  zh: text.optional(),
  description,
  lead: text.max(300),
  order: z.int(),
  form,
  exampleOf: text.describe('What the filled example is about, said to be made up'),
  errors: z.array(z.strictObject({ error: text, instead: text })).min(3),
  roles: z.array(reference('roles')).min(1),
  skills: z.array(reference('skills')).default([]),
  metrics: z.array(reference('metrics')).default([]),
  terms: z.array(reference('terms')).default([]),
  related: z.array(reference('templates')).default([]),
  sources: z.array(reference('sources')).default([]),
  howWeKnow,
  reviewed,
});
