// Longer than other files: one table of all the mistakes an editor can make.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeScratch, type Scratch } from './scratch.ts';

/** One mistake in one content file, and what the build has to say of it: the file, the place in it, what to do. */
interface Fault {
  name: string;
  file: string;
  plant: (text: string) => string;
  says: (string | RegExp)[];
}

const ROLE = 'content/roles/user.mdx';
const ARTICLE = 'content/articles/mindset/efficiency.mdx';
const SKILL = 'content/skills/segmentation.mdx';
const TEMPLATE = 'content/templates/run-of-show.mdx';
const TERMS = 'content/terms.yaml';
const METRICS = 'content/metrics.yaml';
const SOURCES = 'content/sources.yaml';
const DIAGRAMS = 'content/diagrams.yaml';

const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, () => to);
const add = (words: string) => (text: string) => `${text}\n${words}\n`;
/** Puts a line into the frontmatter of a page. */
const addField = (line: string) => swap(/\nreviewed: .*\n/, `\nreviewed: 2026-11-22\n${line}\n`);
/** Takes a section of a role guide out, with its heading or without. */
const cut = (id: string, heading = '') => swap(new RegExp(`## [^\\n]*\\{#${id}\\}\\n[\\s\\S]*?(?=\\n## )`), heading);
const TERM = [
  ...['- id: planted-term', '  term: Planted term', '  zh: 假词', '  pinyin: jiǎ cí'],
  ...['  definition: A term planted by a test.', '  theme: frame', '  roles: [user]'],
].join('\n');

/** Found before anything else is done, all of them at once: one build shows them all. */
const AT_THE_GATE: Fault[] = [
  {
    name: 'a heading without an id',
    file: ARTICLE,
    plant: add('## A planted heading'),
    says: [/efficiency\.mdx:\d+ Heading “A planted heading” has no id\. Write it as: ## A planted heading \{#/],
  },
  {
    name: 'an id that is not English',
    file: ARTICLE,
    plant: add('## A planted heading {#Über}'),
    says: [/efficiency\.mdx:\d+ Id “Über” is not English kebab-case\. Use lower-case/],
  },
  {
    name: 'an id twice on a page',
    file: ARTICLE,
    plant: add('## Once {#planted}\n\n## Twice {#planted}'),
    says: [/efficiency\.mdx:\d+ Id “planted” stands twice on the page\. Give this heading an id of its own/],
  },
  {
    name: 'an id that the layout of a role guide has taken',
    file: 'content/roles/event.mdx',
    plant: add('### Planted {#at-a-glance}'),
    says: [/event\.mdx:\d+ Id “at-a-glance” stands twice/],
  },
  {
    name: 'a heading of the fourth level',
    file: SKILL,
    plant: add('#### Too deep {#too-deep}'),
    says: [/segmentation\.mdx:\d+ Heading “Too deep” is an h4; pages go no deeper than ###/],
  },
  {
    name: 'a title in the text',
    file: SKILL,
    plant: add('# Again {#again}'),
    says: [/segmentation\.mdx:\d+ Heading “Again” is an h1; the layout prints the title\. Use ##/],
  },
  {
    name: 'a section of a role guide missing',
    file: 'content/roles/new-media.mdx',
    plant: cut('not-for-you'),
    says: [/new-media\.mdx:\d+ Section “Who should not choose this” is missing\. Add: ## Who/],
  },
  {
    name: 'a section of a role guide empty',
    file: 'content/roles/product.mdx',
    plant: cut('not-for-you', '## Who should not choose this {#not-for-you}\n'),
    says: [/product\.mdx:\d+ Section “Who should not choose this” is empty\. Write it/],
  },
  {
    name: 'a section worded in another way',
    file: 'content/roles/content.mdx',
    plant: swap('## A week {#week}', '## The week {#week}'),
    says: [/content\.mdx:\d+ Section #week is headed “The week”; all roles say “A week”/],
  },
  {
    name: 'sections out of order',
    file: 'content/roles/community.mdx',
    plant: (text) => `${cut('skills')(text)}\n## Skills by rung {#skills}\n\n<SkillTable />\n`,
    says: [/community\.mdx:\d+ Section #skills stands after #questions\. The order is: what-you-do, week/],
  },
  {
    name: 'a section that is not in the anatomy',
    file: ROLE,
    plant: add('## My view {#my-view}\n\nIt is mine.'),
    says: [
      /user\.mdx:\d+ Section “My view” is not part of the anatomy\. Remove it, or name “my-view” under ownSections/,
    ],
  },
  {
    name: 'a section named in the frontmatter only',
    file: ROLE,
    plant: swap('ownSections: [', 'ownSections: [my-week, '),
    says: [/user\.mdx:\d+ ownSections names “my-week”, but no heading carries it/],
  },
  {
    name: 'the block of a section missing',
    file: ROLE,
    plant: swap('<Ladder />', ''),
    says: [/user\.mdx:\d+ Section “The ladder” lacks its block\. Add <Ladder \/>/],
  },
  {
    name: 'an id twice in the glossary',
    file: TERMS,
    plant: (text) => text.replace(/^- id: .*$/m, (line) => `${TERM.replace('- id: planted-term', line)}\n${line}`),
    says: [/content\/terms\.yaml id “[a-z0-9-]+” stands twice\. Rename one/],
  },
  {
    name: 'a term without an id',
    file: TERMS,
    plant: (text) => `${text}${TERM.replace('id: planted-term\n  ', '')}\n`,
    says: [/content\/terms\.yaml entry \d+ has no id\. Give it an English kebab-case id/],
  },
  {
    name: 'a list without entries',
    file: SOURCES,
    plant: () => '# Nothing yet.\n',
    says: ['content/sources.yaml is empty. The guide needs at least one entry in it.'],
  },
  {
    name: 'a block that does not exist',
    file: TEMPLATE,
    plant: add('<Weak />'),
    says: [/run-of-show\.mdx:\d+ <Weak> is no block of this kind of page\. Use one of: T, Cite\./],
  },
  {
    name: 'a block of the role guides in an article',
    file: ARTICLE,
    plant: add('<Week />'),
    says: [/efficiency\.mdx:\d+ <Week> is no block of this kind of page\. Use one of: T, Cite, .*Funnel/],
  },
  {
    name: 'a citation of a source there is not',
    file: ARTICLE,
    plant: add('A claim. <Cite id="s9999" />'),
    says: [/efficiency\.mdx:\d+ <Cite id="s9999"> has nowhere to lead\. Add “s9999” to sources in the frontmatter/],
  },
  {
    name: 'a section that readers are said to ask for, and is not there',
    file: ARTICLE,
    plant: swap(/^askedAt:$/m, 'askedAt:\n  no-such-section: [wrong way]'),
    says: [/efficiency\.mdx:\d+ askedAt names “no-such-section”, but no heading carries it/],
  },
  {
    name: 'a list that is not YAML',
    file: METRICS,
    plant: add('- id: [unclosed'),
    says: [/content\/metrics\.yaml:\d+ is not YAML here/],
  },
  {
    name: 'a page in a file of another kind',
    file: 'content/skills/planted.md',
    plant: add('Not read by anybody.'),
    says: ['content/skills/planted.md is no page: only .mdx files are. Rename it or take it out.'],
  },
  {
    name: 'words of the drawings that are not YAML',
    file: DIAGRAMS,
    plant: add('- id: [unclosed'),
    says: [/content\/diagrams\.yaml:\d+ is not YAML here/],
  },
];

/** Found when the content is read. */
const BY_THE_SCHEMAS: Fault[] = [
  {
    name: 'a field missing',
    file: ROLE,
    plant: swap(/^suits: .*\n/m, ''),
    says: ['roles/user.mdx', 'suits'],
  },
  {
    name: 'a date missing',
    file: ARTICLE,
    plant: swap(/^reviewed: .*\n/m, ''),
    says: ['mindset/efficiency.mdx', /reviewed.*A date as YYYY-MM-DD is expected/],
  },
  {
    name: 'a date that is none',
    file: ARTICLE,
    plant: swap(/^reviewed: .*$/m, 'reviewed: last Tuesday'),
    says: ['mindset/efficiency.mdx', /reviewed.*A date as YYYY-MM-DD is expected/],
  },
  {
    name: 'a value that is not on the list',
    file: SKILL,
    plant: swap(/^kind: .*$/m, 'kind: rare'),
    says: ['skills/segmentation.mdx', /kind.*"shared"\|"role"/],
  },
  {
    name: 'a key that no schema knows',
    file: SKILL,
    plant: addField('levle: working'),
    says: ['skills/segmentation.mdx', /levle/],
  },
  {
    name: 'a page without a word in it',
    file: SKILL,
    plant: () => '',
    says: ['skills/segmentation.mdx', 'name'],
  },
  {
    name: 'frontmatter that is not YAML',
    file: ARTICLE,
    plant: addField('asked: [unclosed'),
    says: [/mindset\/efficiency\.mdx/],
  },
  {
    name: 'a description that search engines would cut',
    file: ARTICLE,
    plant: swap(/^description: .*$/m, `description: ${'Long words. '.repeat(20)}`),
    says: ['mindset/efficiency.mdx', /description.*Too long for a page description/],
  },
  {
    name: 'a row of a template with too few cells',
    file: TEMPLATE,
    plant: swap(/(\n {2}example:\n {4}- )- .*\n {6}(- )/, '\n  example:\n    - - '),
    says: ['templates/run-of-show.mdx', /form\.example.*Row 1 has 8 cells for 9 columns/],
  },
  {
    name: 'a theme the glossary does not have',
    file: TERMS,
    plant: add(TERM.replace('theme: frame', 'theme: frames')),
    says: ['planted-term', /theme/],
  },
];

/** Found when the pages are compiled. */
const BY_THE_COMPILER: Fault[] = [
  {
    name: 'a tag that is never closed',
    file: ARTICLE,
    plant: add('<T id="channel">channels'),
    says: [/efficiency\.mdx/],
  },
  { name: 'an expression that is none', file: ARTICLE, plant: add('A sum: {1 +}'), says: [/efficiency\.mdx/] },
];

/** Found when the guide is opened, all of them at once: one build shows them all. */
const BY_THE_LIBRARY: Fault[] = [
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
const ON_THE_PAGE: Fault[] = [
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
const IN_THE_LINKS: Fault[] = [
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

/** Two builds at a time, each in a copy of its own. */
const copies: Scratch[] = [];
const free: Scratch[] = [];
const waiting: ((copy: Scratch) => void)[] = [];

beforeAll(() => {
  copies.push(makeScratch(), makeScratch());
  free.push(...copies);
});
afterAll(() => {
  for (const copy of copies) copy.remove();
});

const take = (): Promise<Scratch> => {
  const copy = free.pop();
  return copy ? Promise.resolve(copy) : new Promise((resolve) => waiting.push(resolve));
};
const giveBack = (copy: Scratch): void => {
  const next = waiting.shift();
  if (next) next(copy);
  else free.push(copy);
};

/** Plants mistakes in a copy of the content and gives what its build said, which must have failed. */
async function buildWith(plant: (copy: Scratch) => void): Promise<string> {
  const copy = await take();
  try {
    plant(copy);
    const { code, said } = await copy.build();
    expect(code, `the build went through:\n${said}`).not.toBe(0);
    return said;
  } finally {
    copy.restore();
    giveBack(copy);
  }
}

// The limit counts the wait for a copy.
const LIMIT = { timeout: 300_000 };

/** What one build said that met several mistakes. */
function buildWithAll(faults: readonly Fault[]): () => Promise<string> {
  let said: Promise<string> | undefined;
  return () =>
    (said ??= buildWith((copy) => {
      for (const { file, plant } of faults) copy.change(file, plant);
    }));
}

describe.concurrent('the build stops and says where and why', LIMIT, () => {
  test.each([...BY_THE_SCHEMAS, ...BY_THE_COMPILER, ...ON_THE_PAGE])('at $name', async (fault) => {
    const said = await buildWith((copy) => {
      copy.change(fault.file, fault.plant);
    });
    for (const words of fault.says) expect(said).toMatch(words);
  });

  describe.each([{ faults: AT_THE_GATE }, { faults: BY_THE_LIBRARY }, { faults: IN_THE_LINKS }])(
    'among others',
    ({ faults }) => {
      const build = buildWithAll(faults);
      test.each(faults)('at $name', async ({ says }) => {
        for (const words of says) expect(await build()).toMatch(words);
      });
    },
  );

  test('at folders without a page', async () => {
    const folders = ['roles', 'articles', 'skills', 'templates'];
    const said = await buildWith((copy) => {
      for (const folder of folders) {
        rmSync(join(copy.folder, 'content', folder), { recursive: true });
        mkdirSync(join(copy.folder, 'content', folder));
      }
    });
    for (const folder of folders)
      expect(said).toContain(`content/${folder} is empty. The guide needs at least one page in it.`);
  });
});
