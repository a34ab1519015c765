import { ARTICLE, ROLE, SKILL, TEMPLATE, TERM, TERMS, add, addField, swap, type Fault } from './fault.ts';

/** Found when the content is read. */
export const BY_THE_SCHEMAS: Fault[] = [
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
export const BY_THE_COMPILER: Fault[] = [
  {
    name: 'a tag that is never closed',
    file: ARTICLE,
    plant: add('<T id="channel">channels'),
    says: [/efficiency\.mdx/],
  },
  { name: 'an expression that is none', file: ARTICLE, plant: add('A sum: {1 +}'), says: [/efficiency\.mdx/] },
];
