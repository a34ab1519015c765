import { z } from 'astro/zod';
import { id, pinyin, text, zh } from './shared';

/** A part of a number: either a leaf with its own sum, or divided into parts. */
export interface Branch {
  name: string;
  visits?: { count: number; of: string; rate: number; unit: 'visits each' | '% who click' } | undefined;
  parts?: Branch[] | undefined;
}

const stop = z.strictObject({
  name: text.describe('What the stop is called. Example: "Growth"'),
  zh: zh.optional(),
  pinyin: pinyin.optional(),
});

const branch: z.ZodType<Branch> = z.lazy(() =>
  z
    .strictObject({
      name: text.describe('Example: "Search"'),
      visits: z
        .strictObject({
          count: z.int().positive().describe('How many people or times. Example: 400000'),
          of: text.describe('What is counted. Example: "times shown"'),
          rate: z.number().positive().describe('Visits for each of them, or the percentage who come. Example: 5'),
          unit: z.enum(['visits each', '% who click']),
        })
        .optional(),
      parts: z.array(branch).min(2, 'A branch divides into at least two parts.').optional(),
    })
    .refine(
      ({ visits, parts }) => (visits === undefined) !== (parts === undefined),
      'Give either visits (a leaf) or parts.',
    ),
);

/** The words of the diagrams. Read by the components in src/components/diagrams. */
export const diagrams = z.strictObject({
  lifeCycle: z
    .array(
      stop.extend({
        work: text.describe('What operations does at this stage'),
        ready: text.describe('The sign that the stage is over'),
        watch: text.optional().describe('The sign to watch on the job, where it is another one'),
      }),
    )
    .length(5, 'The product life cycle has five stages.'),
  funnel: z
    .array(
      stop.extend({
        question: text,
        also: text.optional().describe('A number to read that has no entry of its own in metrics.yaml'),
        metrics: z.array(id).min(1, 'Name at least one metric of metrics.yaml.'),
        work: text,
        led: text.describe('Who often leads it. Example: "Market, new media"'),
      }),
    )
    .length(5, 'AARRR has five stages.'),
  loop: z
    .array(stop.extend({ term: id.describe('Id in terms.yaml'), means: text, number: text }))
    .length(3, 'The loop has three links.'),
  chain: z
    .array(
      stop.extend({ sign: zh.length(1, 'One character.'), job: text, leaves: text.describe('What is handed over') }),
    )
    .length(6, 'The formula has six words.'),
  traits: z.array(stop.extend({ decides: text, check: text })).length(5, 'A community has five traits.'),
  steps: z.array(stop.extend({ asks: text, exists: text })).length(4, 'An event has four steps.'),
  traffic: branch,
});

export type Diagrams = z.infer<typeof diagrams>;

/**
 * Checks the words of the diagrams.
 * @param file the file they stand in, for the message
 * @throws with one line for each mistake, naming the file, the field and what is wrong
 */
export function checkDiagrams(data: unknown, file: string): Diagrams {
  const result = diagrams.safeParse(data);
  if (result.success) return result.data;
  throw new Error(
    result.error.issues.map(({ path, message }) => `${file}: ${path.join('.') || 'the file'}: ${message}`).join('\n'),
  );
}
