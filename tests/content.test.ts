import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { load } from 'js-yaml';
import { checkLadder, checkLevels } from '../src/model/ladder.ts';
import { splitPage } from '../src/model/page-file.ts';
import { LEVELS, type Level, type Stop } from '../src/schemas/ladder.ts';
import { keyOf } from '../src/search/text.ts';
import { proveSum } from './sums.ts';

interface Term {
  id: string;
  term: string;
  abbr?: string;
  zh: string;
  aliases?: string[];
}
interface Metric {
  id: string;
  example: { given: string; sum: string };
}
interface Skill {
  kind: 'shared' | 'role';
  levels: Partial<Record<Level, { can: string; evidence: string }>>;
}
interface Role {
  ladder: { stop: Stop }[];
  skills: { skill: string; levels: Partial<Record<Stop, Level>> }[];
}

const CONTENT = new URL('../content/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, CONTENT), 'utf8');
const listFiles = (): string[] =>
  readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(mdx|yaml)$/.test(name))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();

/** A page in two: what its frontmatter says, and its body. */
function readPage(file: string): { data: unknown; body: string } {
  const { front, body } = splitPage(read(file));
  return { data: load(front), body };
}

/** The pages of a folder: id, frontmatter, body. */
function readPages<Data>(folder: string): { id: string; data: Data; body: string }[] {
  return listFiles()
    .filter((file) => file.startsWith(`${folder}/`))
    .map((file) => {
      const { data, body } = readPage(file);
      return { id: file.slice(folder.length + 1, -'.mdx'.length), data: data as Data, body };
    });
}

const metrics = load(read('metrics.yaml')) as Metric[];
const terms = load(read('terms.yaml')) as Term[];
const skills = readPages<Skill>('skills');
const roles = readPages<Role>('roles');

describe('metrics', () => {
  test.each(metrics)('the example of $id adds up: $example.sum', ({ example }) => {
    expect(proveSum(example.sum)).toBe('');
  });
});

describe('skills', () => {
  test.each(skills)('$id has four levels that say what you can do, and what shows it', ({ data: { levels } }) => {
    expect(Object.keys(levels)).toEqual([...LEVELS]);
    for (const level of LEVELS) {
      expect(levels[level]?.can).toMatch(/^You can \p{L}/u);
      expect(levels[level]?.evidence).toMatch(/\p{L}/u);
    }
    expect(new Set(LEVELS.map((level) => levels[level]?.can)).size).toBe(LEVELS.length);
  });

  test('are fourteen that all roles share, and six for each of the six roles', () => {
    const ids = (kind: Skill['kind']) => skills.filter(({ data }) => data.kind === kind).map(({ id }) => id);
    expect(ids('shared')).toHaveLength(14);
    expect(roles).toHaveLength(6);
    const own = roles.flatMap(({ data }) =>
      data.skills.map(({ skill }) => skill).filter((id) => ids('role').includes(id)),
    );
    expect(own.toSorted()).toEqual(ids('role'));
  });
});

describe.each(roles)('role $id', ({ data: { ladder, skills: rows }, body }) => {
  test('asks for six skills of its own, and for none twice', () => {
    const kinds = rows.map(({ skill }) => skills.find(({ id }) => id === skill)?.data.kind);
    expect(kinds.filter((kind) => kind === 'role')).toHaveLength(6);
    expect(kinds).not.toContain(undefined);
    expect(new Set(rows.map(({ skill }) => skill)).size).toBe(rows.length);
  });

  test('has a whole ladder, and asks for levels that never fall on the way up', () => {
    expect(checkLadder(ladder)).toEqual([]);
    expect(
      rows.flatMap(({ skill, levels }) => checkLevels(levels, ladder).map((problem) => `${skill}: ${problem}`)),
    ).toEqual([]);
  });

  test('links a term once in a section at most', () => {
    const sections = body.split(/^(?=##\s)/m);
    const twice = sections.flatMap((section) => {
      const ids = [...section.matchAll(/<T\s+id="([^"]+)"/g)].map(([, id]) => id);
      return ids
        .filter((id, place) => ids.indexOf(id) < place)
        .map((id) => `${section.split('\n')[0] ?? ''} ${id ?? ''}`);
    });
    expect(sections.length).toBeGreaterThan(10);
    expect(twice).toEqual([]);
  });
});

test('no two terms answer to the same name', () => {
  const owners = new Map<string, Set<string>>();
  for (const { id, term, abbr, zh, aliases = [] } of terms) {
    for (const name of [term, zh, ...(abbr ? [abbr] : []), ...aliases]) {
      owners.set(keyOf(name), (owners.get(keyOf(name)) ?? new Set()).add(id));
    }
  }
  expect(owners.size).toBeGreaterThan(terms.length);
  expect([...owners].filter(([, ids]) => ids.size > 1).map(([name, ids]) => `${name}: ${[...ids].join(', ')}`)).toEqual(
    [],
  );
});

test('no term lists a name twice', () => {
  const twice = terms.flatMap(({ id, term, zh, aliases = [] }) => {
    const keys = [term, zh, ...aliases].map(keyOf);
    return keys.filter((key, place) => keys.indexOf(key) < place).map((key) => `${id}: ${key}`);
  });
  expect(twice).toEqual([]);
});

/** Every text in data, examples left out: they are made up, and their pages say so. */
function textsOf(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => (key === 'example' ? [] : textsOf(value)));
}

function paragraphsOf(file: string): string[] {
  if (file.endsWith('.yaml')) return textsOf(load(read(file)));
  const { data, body } = readPage(file);
  return [...textsOf(data), ...body.split(/\n\s*\n/)];
}

/**
 * Figures that the articles behind the guide use as rhetoric, without data: an intern’s pay, the share of work that is
 * odd jobs or friction, the value better work brings. They may stand in a paragraph that says its numbers are made up.
 */
const RHETORICAL = /(?<![\d,.–-])(?:2,?000 yuan|(?:80|90)\s?%|20\s?[–-]\s?30\s?%)/g;

test.each(listFiles())('%s repeats none of the sources’ rhetorical figures', (file) => {
  const paragraphs = paragraphsOf(file);
  expect(paragraphs.length).toBeGreaterThan(1);
  const claims = paragraphs.filter((text) => !/made[ -]up/i.test(text)).flatMap((text) => text.match(RHETORICAL) ?? []);
  expect(claims).toEqual([]);
});
