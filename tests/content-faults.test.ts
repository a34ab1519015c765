// Longer than other files: one table of all the mistakes an editor can make.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** Found before anything else is done. */
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
    file: ROLE,
    plant: add('### Planted {#at-a-glance}'),
    says: [/user\.mdx:\d+ Id “at-a-glance” stands twice/],
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
    file: ROLE,
    plant: cut('not-for-you'),
    says: [/user\.mdx:\d+ Section “Who should not choose this” is missing\. Add: ## Who/],
  },
  {
    name: 'a section of a role guide empty',
    file: ROLE,
    plant: cut('not-for-you', '## Who should not choose this {#not-for-you}\n'),
    says: [/user\.mdx:\d+ Section “Who should not choose this” is empty\. Write it/],
  },
  {
    name: 'a section worded in another way',
    file: ROLE,
    plant: swap('## A week {#week}', '## The week {#week}'),
    says: [/user\.mdx:\d+ Section #week is headed “The week”; all roles say “A week”/],
  },
  {
    name: 'sections out of order',
    file: ROLE,
    plant: (text) => `${cut('skills')(text)}\n## Skills by rung {#skills}\n\n<SkillTable />\n`,
    says: [/user\.mdx:\d+ Section #skills stands after #questions\. The order is: what-you-do, week/],
  },
  {
    name: 'a section that is not in the anatomy',
    file: ROLE,
    plant: add('## My view {#my-view}\n\nIt is mine.'),
    says: [/user\.mdx:\d+ Section “My view” is not part of the anatomy\. Remove it, or name “my-view” under ownSections/],
  },
  {
    name: 'a section named in the frontmatter only',
    file: ROLE,
    plant: swap('ownSections: [', 'ownSections: [my-view, '),
    says: [/user\.mdx:\d+ ownSections names “my-view”, but no heading carries it/],
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
    file: METRICS,
    plant: () => '# Nothing yet.\n',
    says: ['content/metrics.yaml is empty. The guide needs at least one entry in it.'],
  },
  {
    name: 'a block that does not exist',
    file: ROLE,
    plant: add('<Weak />'),
    says: [/user\.mdx:\d+ <Weak> is no block.*Use one of: .*Week/],
  },
  {
    name: 'a block of the role guides in an article',
    file: ARTICLE,
    plant: add('<Week />'),
    says: [/efficiency\.mdx:\d+ <Week> is no block.*Use one of: .*Funnel/],
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
    name: 'a list that is not YAML',
    file: TERMS,
    plant: add('- id: [unclosed'),
    says: [/content\/terms\.yaml/],
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
  { name: 'a tag that is never closed', file: ARTICLE, plant: add('<T id="channel">channels'), says: [/efficiency\.mdx/] },
  { name: 'an expression that is none', file: ARTICLE, plant: add('A sum: {1 +}'), says: [/efficiency\.mdx/] },
];

/** Found when the guide is opened or a page is drawn. */
const BY_THE_LIBRARY: Fault[] = [
  {
    name: 'a role that asks for a skill there is not',
    file: ROLE,
    plant: swap('- skill: segmentation', '- skill: segmentaton'),
    says: [/content\/roles\/user\.mdx.*skills.*refers to skills “segmentaton”, which does not exist\. Add it to/],
  },
  {
    name: 'a role that answers for a metric there is not',
    file: ROLE,
    plant: swap('- metric: churn-rate', '- metric: churn'),
    says: [/content\/roles\/user\.mdx.*numbers.*refers to metrics “churn”, which does not exist/],
  },
  {
    name: 'a term related to one there is not',
    file: TERMS,
    plant: add(`${TERM}\n  related: [no-such-term]`),
    says: [/content\/terms\.yaml \(planted-term\).*related.*refers to terms “no-such-term”/],
  },
  {
    name: 'an article that cites a source there is not',
    file: ARTICLE,
    plant: swap('sources: [', 'sources: [s9999, '),
    says: [/content\/articles\/mindset\/efficiency\.mdx.*sources.*refers to sources “s9999”/],
  },
  {
    name: 'a level that falls on the way up',
    file: ROLE,
    plant: swap(/(- skill: planning\n {4}levels: ).*/, '- skill: planning\n    levels: { specialist: expert, director: working }'),
    says: [/content\/roles\/user\.mdx: skills, planning: the level falls at “director” on the way up/],
  },
  {
    name: 'a level at a stop the ladder lacks',
    file: ROLE,
    plant: swap(/ {2}- stop: principal\n[\s\S]*?(?= {2}- stop: )/, ''),
    says: [/content\/roles\/user\.mdx: skills, \S+: asks a level at “principal”, a stop this ladder does not have/],
  },
  {
    name: 'a skill asked for twice',
    file: ROLE,
    plant: swap('- skill: planning', '- skill: writing'),
    says: [/content\/roles\/user\.mdx: skills, writing: .*twice/],
  },
  {
    name: 'a stop twice on a ladder',
    file: ROLE,
    plant: swap('- stop: principal', '- stop: manager'),
    says: [/content\/roles\/user\.mdx: .*stop “manager” stands twice in the ladder/],
  },
  {
    name: 'a link to a term there is not, in the text',
    file: ARTICLE,
    plant: add('A <T id="no-such-term">word</T>.'),
    says: [/content\/articles\/mindset\/efficiency\.mdx refers to terms “no-such-term”/],
  },
  {
    name: 'a citation of a source there is not, in the text',
    file: SKILL,
    plant: add('A claim. <Cite id="s9999" />'),
    says: [/content\/skills\/segmentation\.mdx refers to sources “s9999”/],
  },
  {
    name: 'a drawing that names a metric there is not',
    file: DIAGRAMS,
    plant: swap(/metrics: \[/, 'metrics: [no-such-metric, '),
    says: [/content\/diagrams\.yaml.*no-such-metric/],
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

async function expectFault({ file, plant, says }: Fault): Promise<void> {
  const said = await buildWith((copy) => {
    copy.change(file, plant);
  });
  for (const words of says) expect(said).toMatch(words);
}

// The limit counts the wait for a copy.
const LIMIT = { timeout: 300_000 };

describe.concurrent('the build stops and says where and why', LIMIT, () => {
  test.each(AT_THE_GATE)('at $name', expectFault);
  test.each(BY_THE_SCHEMAS)('at $name', expectFault);
  test.each(BY_THE_COMPILER)('at $name', expectFault);
  test.each(BY_THE_LIBRARY)('at $name', expectFault);

  test.each(['roles', 'articles', 'skills', 'templates'])('at an empty folder of %s', async (folder) => {
    const said = await buildWith((copy) => {
      for (const name of readdirSync(join(copy.folder, 'content', folder)))
        rmSync(join(copy.folder, 'content', folder, name), { recursive: true });
      writeFileSync(join(copy.folder, 'content', folder, 'README.md'), 'Not a page.');
    });
    expect(said).toContain(`content/${folder} is empty. The guide needs at least one page in it.`);
  });

  test(`at ${IN_THE_LINKS.map(({ name }) => name).join(', ')}`, async () => {
    const said = await buildWith((copy) => {
      for (const { file, plant } of IN_THE_LINKS) copy.change(file, plant);
    });
    for (const words of IN_THE_LINKS.flatMap(({ says }) => says)) expect(said).toMatch(words);
    expect(said).toContain(`The content has ${IN_THE_LINKS.length} mistakes`);
  });
});
