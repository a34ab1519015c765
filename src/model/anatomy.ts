/**
 * The fixed anatomy of a role guide: the headings its prose carries, in this order. The layout adds the first two
 * sections ("In one sentence", "At a glance") and the last ("Sources and review date") from the frontmatter.
 * `asked` is what readers call the section when they search for it.
 */
export const ANATOMY = [
  {
    id: 'what-you-do',
    text: 'What you do, and what you do not',
    block: undefined,
    asked: ['responsibilities', 'duties', 'job description', 'daily work', 'what is it', '工作内容', '岗位职责'],
  },
  {
    id: 'week',
    text: 'A week',
    block: 'Week',
    asked: ['typical week', 'day in the life', 'typical day', 'daily routine', 'schedule', '一周', '日常工作'],
  },
  {
    id: 'numbers',
    text: 'The numbers you answer for',
    block: 'Numbers',
    asked: ['metrics', 'KPI', 'KPIs', 'numbers', 'targets', '指标', '考核'],
  },
  {
    id: 'ladder',
    text: 'The ladder',
    block: 'Ladder',
    asked: ['career path', 'job titles', 'promotion', 'seniority', 'rungs', '晋升', '职业发展', '发展路径'],
  },
  {
    id: 'skills',
    text: 'Skills by rung',
    block: 'SkillTable',
    asked: ['skills', 'requirements', 'competencies', 'skill levels', '技能', '能力要求'],
  },
  {
    id: 'getting-in',
    text: 'Getting in',
    block: 'Projects',
    asked: ['how to become', 'entry', 'break into', 'portfolio projects', 'first job', '入行', '转行'],
  },
  {
    id: 'not-for-you',
    text: 'Who should not choose this',
    block: undefined,
    asked: ['who should avoid', 'downsides', 'drawbacks', 'cons', 'not suited', '不适合'],
  },
  {
    id: 'neighbours',
    text: 'How it differs, and where it leads next',
    block: 'Neighbours',
    asked: ['difference', 'differences', 'compared', 'versus', 'moves', 'similar jobs', '区别'],
  },
  {
    id: 'mistakes',
    text: 'Common mistakes',
    block: 'Mistakes',
    asked: ['mistakes', 'pitfalls', 'errors', 'traps', '误区'],
  },
  {
    id: 'questions',
    text: 'Questions you will be asked',
    block: 'Questions',
    asked: ['interview questions', 'interview', '面试题', '面试'],
  },
] as const;

/** Ids the layout gives to the sections it prints around the prose. */
export const FRAME = { sentence: 'in-one-sentence', glance: 'at-a-glance', sources: 'sources' } as const;

/** A heading of an MDX file. `line` counts from 1 in the file; `id` is missing when none was written. */
export interface Heading {
  depth: number;
  text: string;
  id: string | undefined;
  line: number;
}

/** Something wrong in a content file, and what to do about it. */
export interface Problem {
  line: number;
  message: string;
}

const HEADING = /^(#{1,6})\s+(.*?)\s*(?:\{#([^}\s]*)\})?\s*$/;

/** Reads the headings of an MDX file, fenced code left out. `firstLine` is the line its body starts on. */
export function readHeadings(body: string, firstLine = 1): Heading[] {
  const headings: Heading[] = [];
  let fenced = false;
  body.split('\n').forEach((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const match = fenced ? null : HEADING.exec(line);
    if (!match) return;
    const [, marks = '', text = '', id] = match;
    headings.push({ depth: marks.length, text, id: id || undefined, line: firstLine + index });
  });
  return headings;
}

/** Checks what holds for every MDX page: only h2 and h3, each with an explicit English id, none twice. */
export function checkHeadings(headings: readonly Heading[], taken: readonly string[] = []): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set(taken);
  for (const { depth, text, id, line } of headings) {
    if (depth === 1)
      problems.push({ line, message: `Heading “${text}” is an h1; the layout prints the title. Use ##.` });
    if (depth > 3) problems.push({ line, message: `Heading “${text}” is an h${depth}; pages go no deeper than ###.` });
    if (id === undefined) {
      problems.push({
        line,
        message: `Heading “${text}” has no id. Write it as: ${'#'.repeat(depth)} ${text} {#english-id}`,
      });
    } else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
      problems.push({ line, message: `Id “${id}” is not English kebab-case. Use lower-case words joined by hyphens.` });
    } else if (seen.has(id)) {
      problems.push({ line, message: `Id “${id}” stands twice on the page. Give this heading an id of its own.` });
    }
    if (id !== undefined) seen.add(id);
  }
  return problems;
}

/** Prose between two headings, for the check that no section is empty. */
function sectionText(body: string, headings: readonly Heading[], index: number, firstLine: number): string {
  const start = (headings[index]?.line ?? 0) - firstLine + 1;
  const next = headings.slice(index + 1).find(({ depth }) => depth === 2);
  return body
    .split('\n')
    .slice(start, next ? next.line - firstLine : undefined)
    .join('\n')
    .trim();
}

/**
 * Checks a role guide against the fixed anatomy: every section there, in order, worded as agreed, not empty, with its
 * block; further sections only where the frontmatter names them.
 */
export function checkAnatomy(body: string, ownSections: readonly string[], firstLine = 1): Problem[] {
  const headings = readHeadings(body, firstLine);
  const problems: Problem[] = [];
  const sections = headings.flatMap((heading, index) => (heading.depth === 2 ? [{ ...heading, index }] : []));
  const last = firstLine + body.split('\n').length - 1;

  for (const { id, text, block } of ANATOMY) {
    const section = sections.find((candidate) => candidate.id === id);
    if (!section) {
      problems.push({ line: last, message: `Section “${text}” is missing. Add: ## ${text} {#${id}}` });
      continue;
    }
    if (section.text !== text) {
      problems.push({
        line: section.line,
        message: `Section #${id} is headed “${section.text}”; all roles say “${text}”.`,
      });
    }
    const content = sectionText(body, headings, section.index, firstLine);
    if (content === '') problems.push({ line: section.line, message: `Section “${text}” is empty. Write it.` });
    else if (block && !content.includes(`<${block}`)) {
      problems.push({
        line: section.line,
        message: `Section “${text}” lacks its block. Add <${block} /> where it belongs.`,
      });
    }
  }
  const order: string[] = ANATOMY.map(({ id }) => id);
  const known = sections.filter(({ id }) => id !== undefined && order.includes(id));
  known.forEach((section, index) => {
    const before = known[index - 1];
    if (before?.id && section.id && order.indexOf(before.id) > order.indexOf(section.id)) {
      problems.push({
        line: section.line,
        message: `Section #${section.id} stands after #${before.id}. The order is: ${order.join(', ')}.`,
      });
    }
  });
  for (const { id, text, line, index } of sections) {
    if (id === undefined || order.includes(id)) continue;
    if (!ownSections.includes(id)) {
      problems.push({
        line,
        message: `Section “${text}” is not part of the anatomy. Remove it, or name “${id}” under ownSections.`,
      });
    } else if (sectionText(body, headings, index, firstLine) === '') {
      problems.push({ line, message: `Section “${text}” is empty. Write it.` });
    }
  }
  for (const id of ownSections) {
    if (!sections.some((section) => section.id === id)) {
      problems.push({
        line: last,
        message: `ownSections names “${id}”, but no heading carries it. Add the section or the name goes.`,
      });
    }
  }
  return problems;
}
