import { readFileSync } from 'node:fs';
import { ARTICLE, DIAGRAMS, ROLE, SKILL, TERM, TERMS, add, swap, type Fault } from './fault.ts';

/** Found when the guide is opened, all of them at once: one build shows them all. */
export const BY_THE_LIBRARY: Fault[] = [
  {
    name: 'a role that asks for a skill there is not',
    file: ROLE,
    plant: swap('- skill: segmentation', '- skill: segmentaton'),
    says: [
      /content\/roles\/user\.mdx: skills\.\d+\.skill refers to skills “segmentaton”, which does not exist\. Add it to/,
    ],
  },
  {
    name: 'a role that answers for a metric there is not',
    file: ROLE,
    plant: swap('- metric: churn-rate', '- metric: churn'),
    says: [/content\/roles\/user\.mdx: numbers\.\d+\.metric refers to metrics “churn”, which does not exist/],
  },
  {
    name: 'a term related to one there is not',
    file: TERMS,
    plant: add(`${TERM}\n  related: [no-such-term]`),
    says: [/content\/terms\.yaml \(planted-term\): related\.0 refers to terms “no-such-term”/],
  },
  {
    name: 'an article that cites a source there is not',
    file: ARTICLE,
    plant: swap('sources: [', 'sources: [s9999, '),
    says: [/content\/articles\/mindset\/efficiency\.mdx: sources\.0 refers to sources “s9999”/],
  },
  {
    name: 'a level that falls on the way up',
    file: ROLE,
    plant: swap(
      /(- skill: planning\n {4}levels: ).*/,
      '- skill: planning\n    levels: { specialist: expert, director: working }',
    ),
    says: [/content\/roles\/user\.mdx: skills, planning: the level falls at “director” on the way up/],
  },
  {
    name: 'a level at a stop the ladder lacks',
    file: 'content/roles/product.mdx',
    plant: swap(/ {2}- stop: principal\n[\s\S]*?(?= {2}- stop: )/, ''),
    says: [/content\/roles\/product\.mdx: skills, \S+: asks a level at “principal”, a stop this ladder does not have/],
  },
  {
    name: 'a skill asked for twice',
    file: ROLE,
    plant: swap('- skill: communication', '- skill: writing'),
    says: [/content\/roles\/user\.mdx: skills, writing: the skill stands twice; keep one row of it/],
  },
  {
    name: 'a stop twice on a ladder',
    file: 'content/roles/content.mdx',
    plant: swap('- stop: principal', '- stop: manager'),
    says: [/content\/roles\/content\.mdx: stop “manager” stands twice in the ladder/],
  },
];

/** Found when a page is drawn. */
export const ON_THE_PAGE: Fault[] = [
  {
    name: 'a term there is not, in the text',
    file: ARTICLE,
    plant: add('A <T id="no-such-term">word</T>.'),
    says: [
      /content\/articles\/mindset\/efficiency\.mdx refers to terms “no-such-term”, which does not exist\. Add it to/,
    ],
  },
  {
    name: 'a drawing that names a metric there is not',
    file: DIAGRAMS,
    plant: swap(/metrics: \[/, 'metrics: [no-such-metric, '),
    says: [/content\/diagrams\.yaml refers to metrics “no-such-metric”, which does not exist\. Add it to/],
  },
  {
    name: 'an article that belongs to no part',
    file: 'content/articles/planted.mdx',
    plant: () => readFileSync(ARTICLE, 'utf8'),
    says: ['content/articles/planted.mdx stands outside the parts. Move it into one of: foundations, mindset'],
  },
];

/** Found in the finished site; each names its own line, so one build shows them all. */
export const IN_THE_LINKS: Fault[] = [
  {
    name: 'a link to no page',
    file: ARTICLE,
    plant: add('[Nowhere](/nowhere/)'),
    says: [/content\/articles\/mindset\/efficiency\.mdx:\d+ links to \/nowhere\/, which no page or id/],
  },
  {
    name: 'a link to no section of a page',
    file: SKILL,
    plant: add('[Nowhere](/roles/user/#nowhere)'),
    says: [/content\/skills\/segmentation\.mdx:\d+ links to \/roles\/user\/#nowhere, which no page or id/],
  },
  {
    name: 'a term treated in no section',
    file: TERMS,
    plant: add(`${TERM}\n  section: /roles/user/#no-section`),
    says: [/content\/terms\.yaml:\d+ links to \/roles\/user\/#no-section, which no page or id/],
  },
];
