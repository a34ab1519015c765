import { readFileSync } from 'node:fs';
import { getCollection, type CollectionEntry, type CollectionKey } from 'astro:content';
import { checkLadder, checkLevels } from '../model/ladder';
import { splitPage } from '../model/page-file';
import { BrokenReference, byId, type Reference } from './follow';

/** All the guide says, indexed by id, every relation checked. */
export interface Library {
  roles: ReadonlyMap<string, CollectionEntry<'roles'>>;
  articles: ReadonlyMap<string, CollectionEntry<'articles'>>;
  skills: ReadonlyMap<string, CollectionEntry<'skills'>>;
  terms: ReadonlyMap<string, CollectionEntry<'terms'>>;
  metrics: ReadonlyMap<string, CollectionEntry<'metrics'>>;
  sources: ReadonlyMap<string, CollectionEntry<'sources'>>;
  templates: ReadonlyMap<string, CollectionEntry<'templates'>>;
}

const isReference = (value: object): value is Reference =>
  'collection' in value && 'id' in value && Object.keys(value).length === 2;

/** Finds every reference inside an entry's data, with the field it stands in: "skills.0.skill". */
function* findReferences(value: unknown, field = ''): Generator<[field: string, reference: Reference]> {
  if (typeof value !== 'object' || value === null) return;
  if (isReference(value)) yield [field, value];
  else for (const [key, inner] of Object.entries(value)) yield* findReferences(inner, field ? `${field}.${key}` : key);
}

/** The file an entry was read from, for messages. */
export function fileOf(entry: { collection: string; id: string; filePath?: string | undefined }): string {
  return entry.filePath?.endsWith('.mdx') ? entry.filePath : `content/${entry.collection}.yaml (${entry.id})`;
}

/**
 * What an editor wrote below the facts of a page, in MDX. Read from its file: kept beside the facts, as Astro would, it
 * would be most of what every build has to carry from step to step.
 */
export function readBody(page: CollectionEntry<'roles' | 'articles' | 'skills' | 'templates'>): string {
  return splitPage(readFileSync(fileOf(page), 'utf8')).body;
}

function checkRole(role: CollectionEntry<'roles'>): string[] {
  const { ladder, skills } = role.data;
  const asked = skills.map(({ skill }) => skill.id);
  return [
    ...checkLadder(ladder),
    ...asked
      .filter((id, place) => asked.indexOf(id) < place)
      .map((id) => `skills, ${id}: the skill stands twice; keep one row of it`),
    ...skills.flatMap(({ skill, levels }) =>
      checkLevels(levels, ladder).map((problem) => `skills, ${skill.id}: ${problem}`),
    ),
  ].map((problem) => `${fileOf(role)}: ${problem}`);
}

/** The relations of an entry that lead nowhere. */
function checkReferences(library: Library, entry: CollectionEntry<CollectionKey>): string[] {
  return [...findReferences(entry.data)].flatMap(([field, { collection, id }]) =>
    library[collection as keyof Library].has(id)
      ? []
      : [new BrokenReference(`${fileOf(entry)}: ${field}`, collection, id).message],
  );
}

async function indexOf<Key extends CollectionKey>(key: Key): Promise<ReadonlyMap<string, CollectionEntry<Key>>> {
  const entries = (await getCollection(key)) as CollectionEntry<Key>[];
  if (entries.length === 0) throw new Error(`content/${key} is empty. The guide needs at least one entry in it.`);
  return byId(entries.sort((a, b) => a.id.localeCompare(b.id, 'en')));
}

async function open(): Promise<Library> {
  const library: Library = {
    roles: await indexOf('roles'),
    articles: await indexOf('articles'),
    skills: await indexOf('skills'),
    terms: await indexOf('terms'),
    metrics: await indexOf('metrics'),
    sources: await indexOf('sources'),
    templates: await indexOf('templates'),
  };
  const entries = Object.values(library).flatMap((index: ReadonlyMap<string, CollectionEntry<CollectionKey>>) => [
    ...index.values(),
  ]);
  const problems = [
    ...entries.flatMap((entry) => checkReferences(library, entry)),
    ...[...library.roles.values()].flatMap(checkRole),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return library;
}

let opened: Promise<Library> | undefined;

/** Opens the library: once for a build, anew for each request while writing. @throws with a line for each mistake */
export function openLibrary(): Promise<Library> {
  if (import.meta.env.DEV) return open();
  return (opened ??= open());
}

/** The six roles in the order of the map. */
export function rolesInOrder(library: Library): CollectionEntry<'roles'>[] {
  return [...library.roles.values()].sort((a, b) => a.data.order - b.data.order);
}

/** The templates in the order of their index. */
export function templatesInOrder(library: Library): CollectionEntry<'templates'>[] {
  return [...library.templates.values()].sort((a, b) => a.data.order - b.data.order);
}

/**
 * Where a term is treated: its own section if it names one, else the first page that lists it among its terms (articles,
 * then roles, then skills). @returns undefined for a term no page lists
 */
export function treatedAt(term: CollectionEntry<'terms'>, library: Library): string | undefined {
  if (term.data.section) return term.data.section;
  const lists = ({ data }: { data: { terms: { id: string }[] } }): boolean =>
    data.terms.some(({ id }) => id === term.id);
  const article = [...library.articles.values()].find(lists);
  if (article) return `/${article.id}/`;
  const role = rolesInOrder(library).find(lists);
  if (role) return `/roles/${role.id}/`;
  const skill = [...library.skills.values()].find(lists);
  return skill && `/skills/${skill.id}/`;
}
