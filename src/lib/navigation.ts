/** The parts of the guide, as the header lists them. */
export const NAVIGATION = [
  { name: 'Roles', address: '/roles/' },
  { name: 'Skills', address: '/skills/' },
  { name: 'Foundations', address: '/foundations/' },
  { name: 'Begin', address: '/start/' },
  { name: 'Career', address: '/career/' },
  { name: 'Glossary', address: '/glossary/' },
] as const;

/** What the footer lists besides. */
export const FURTHER = [
  { name: 'Mindset', address: '/mindset/' },
  { name: 'Metrics', address: '/metrics/' },
  { name: 'Templates', address: '/templates/' },
  { name: 'A–Z', address: '/search/' },
  { name: 'About', address: '/about/' },
] as const;

/** The four kinds of reader the guide is for, and where each begins. */
export const WAYS_IN = [
  {
    reader: 'New to operations',
    text: 'See what the work is before you choose a line.',
    links: [
      { name: 'What operations is', address: '/foundations/what-is-operations/' },
      { name: 'With no experience', address: '/start/no-experience/' },
    ],
  },
  {
    reader: 'Changing career',
    text: 'Your old trade is worth more here than you think.',
    links: [
      { name: 'What carries over', address: '/start/changing-career/' },
      { name: 'Choosing a role', address: '/start/choosing-a-role/' },
    ],
  },
  {
    reader: 'Already an operator',
    text: 'Find the next rung, and what it expects of you.',
    links: [
      { name: 'Rung by rung', address: '/career/rung-by-rung/' },
      { name: 'Moves between roles', address: '/career/moves/' },
    ],
  },
  {
    reader: 'Hiring or managing',
    text: 'Say what you ask for in words a candidate can check.',
    links: [
      { name: 'Skills by level', address: '/skills/' },
      { name: 'How levels work', address: '/about/skill-levels/' },
    ],
  },
] as const;

/** The parts that articles belong to, with their names and what each index page says. */
export const PART_PAGES = {
  foundations: {
    name: 'Foundations',
    description:
      'What operations is, the six-word formula, acquire–keep–convert, AARRR, life cycles, metrics and rules: the ideas every role shares.',
    lead: 'The ideas every line shares. Read the first four in an hour and most job adverts will make sense.',
  },
  mindset: {
    name: 'Mindset',
    description:
      'Goal-oriented work, efficiency and the other habits that separate an operator from an odd-job person, with an exercise for each.',
    lead: 'The habits that decide whether two years of work become two years of experience.',
  },
  start: {
    name: 'Begin',
    description:
      'Getting into operations with no experience, from another career or from university: portfolio, CV, interview and the first ninety days.',
    lead: 'From the first doubt to the first ninety days in the job.',
  },
  career: {
    name: 'Career',
    description:
      'The ladder across all roles, what changes from rung to rung, promotion, moves between roles, job titles, and three neighbouring roles.',
    lead: 'What the next rung expects, how people reach it, and where the lines cross.',
  },
  about: {
    name: 'About',
    description:
      'What this guide is, how sure each part of it is, its sources with their grades, accessibility, changes and how to contribute.',
    lead: 'Who this is for, what it rests on, and how to put it right.',
  },
} as const;
