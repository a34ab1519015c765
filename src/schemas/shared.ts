import { z } from 'astro/zod';

/** An English kebab-case id: it becomes part of an address, so it is never reused or renamed. */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'An id is English, lower case, words joined by hyphens: "day-one-retention".');

/** One sentence or more of plain text, as it will be printed. No Markdown, no markup. */
export const text = z.string().trim().min(1, 'Empty text: write the sentence or leave the field out.');

/** The page summary that search engines and link previews print. */
export const description = text
  .min(70, 'Too short for a page description: say in 70 to 165 characters what the reader finds.')
  .max(165, 'Too long for a page description: search engines cut it after about 165 characters.')
  .describe('Page description, 70–165 characters. Example: "What a user operator does all week, …"');

/** Simplified Chinese as the field writes it. */
export const zh = z
  .string()
  .regex(/\p{Script=Han}/u, 'Chinese name expected, in simplified characters.')
  .describe('Chinese name, simplified. Example: 用户运营');

/** Hanyu pinyin with tone marks, words spaced. */
export const pinyin = text.describe('Pinyin with tone marks. Example: yònghù yùnyíng');

/** The day an editor last read the page against its sources. */
export const reviewed = z.coerce
  .date({ error: 'A date as YYYY-MM-DD is expected: the day an editor last read this against its sources.' })
  .describe('Day of the last review. Example: 2026-11-22');

/** What kind of knowledge the page rests on, in one to three sentences. */
export const howWeKnow = text
  .max(600, 'Keep "how we know" under 600 characters.')
  .describe(
    'Where this page’s claims come from: the source article, cited pages, general knowledge, editors’ judgement.',
  );
