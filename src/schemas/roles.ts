import { z } from 'astro/zod';
import { level, stop } from './ladder';
import { reference } from './reference';
import { description, howWeKnow, id, pinyin, reviewed, text, zh } from './shared';

const glance = z
  .strictObject({
    operates: text.describe('The thing it operates. Example: "Groups of registered users"'),
    unit: text.describe('The unit of work. Example: "A segment and the message it gets"'),
    verb: text.describe('The one verb of the job. Example: "Move"'),
    watches: text.describe('Headline numbers. Example: "Retention, repeat purchase"'),
    horizon: text.describe('How soon the work shows. Example: "Weeks to quarters"'),
    entry: text.describe('What employers ask at the door. Example: "One to three years in operations"'),
    abroad: text.describe('Nearest job title outside China. Example: "Lifecycle or CRM marketer"'),
  })
  .describe('The role at a glance: the same seven facts for every role.');

const day = z.strictObject({
  when: text.describe('Example: "Monday" or "Every morning"'),
  main: text.describe('The block of work that fills the day.'),
  small: text.optional().describe('What fits around it.'),
});

const answered = z.strictObject({
  metric: reference('metrics').describe('Id in content/metrics.yaml'),
  why: text.describe('What this role reads from it, in one sentence.'),
});

const rung = z.strictObject({
  stop: stop.describe('Which stop of the ladder'),
  title: text.describe('Title exactly as the field prints it. Example: "User Operations Supervisor"'),
  zh: zh,
  expects: z
    .array(text)
    .min(2, 'At least two expectations for each rung.')
    .describe('What you can be seen doing there.'),
});

const skillRow = z.strictObject({
  skill: reference('skills').describe('Id of a file in content/skills'),
  levels: z
    .partialRecord(stop, level)
    .describe('Level asked at each stop this role’s ladder has. Example: { specialist: working }'),
});

const project = z.strictObject({
  id: id,
  title: text,
  brief: text.describe('The project in one or two sentences.'),
  steps: z.array(text).min(3, 'At least three steps a reader can follow.'),
  show: text.describe('What to put in the portfolio.'),
  caveat: text.describe('What the result does not prove; said plainly.'),
});

const neighbour = z.strictObject({
  name: text.describe('Example: "Community operations" or "Lifecycle marketer (Western title)"'),
  role: reference('roles').optional().describe('Set when the neighbour is one of the six'),
  differs: text.describe('How the two differ.'),
  move: text.optional().describe('What a move there takes.'),
});

/** One role guide: facts in frontmatter, judgement in the prose below it. Read by the role pages, the map, compare and choose. */
export const roles = z.strictObject({
  name: text.describe('Page title. Example: "User operations"'),
  short: text.describe('Name of the line. Example: "User"'),
  code: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Two capital letters, as on the map: US')
    .describe('Line code. Example: US'),
  zh,
  pinyin,
  asked: z.array(text).default([]).describe('What readers type who want this page. Example: "social media manager"'),
  order: z.int().min(1).max(6).describe('Place on the map, 1 to 6'),
  description,
  verdict: text.max(260, 'The role in one sentence: 260 characters at most.').describe('The role in one sentence.'),
  suits: text.max(200).describe('Who should look here first. Example: "You like systems, segments and tests."'),
  glance,
  ownSections: z.array(id).default([]).describe('Ids of sections only this role has. Example: ["four-moves"]'),
  week: z.array(day).min(5, 'A week needs at least five rows.'),
  numbers: z.array(answered).min(4, 'Name at least four metrics.'),
  ladder: z.array(rung).min(4, 'A ladder has at least four stops.'),
  directorAlso: z.strictObject({ title: text, zh }).optional().describe('Second title of the last rung'),
  spur: z.strictObject({ after: stop, title: text, zh }).optional().describe('A way out of the ladder, drawn dotted'),
  skills: z.array(skillRow).min(6, 'At least the six skills of the role.'),
  projects: z.array(project).length(3, 'Three portfolio projects for each role.'),
  neighbours: z.array(neighbour).min(4, 'At least four neighbours.'),
  mistakes: z.array(z.strictObject({ mistake: text, instead: text })).min(5, 'At least five mistakes.'),
  questions: z.array(z.strictObject({ ask: text, shows: text })).min(6, 'At least six questions.'),
  terms: z.array(reference('terms')).min(5, 'Name at least five terms.').describe('Terms a reader of this page needs'),
  sources: z.array(reference('sources')).default([]).describe('Sources cited on the page'),
  howWeKnow,
  reviewed,
});
