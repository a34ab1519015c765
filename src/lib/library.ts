import { getCollection, type CollectionEntry, type CollectionKey } from 'astro:content';
import { checkLadder, checkLevels } from '../model/ladder';
import { byId, follow, type Reference } from './follow';

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

/** Finds every reference inside an entry's data. */
function* findReferences(value: unknown): Generator<Reference> {
  if (typeof value !== 'object' || value === null) return;
  if (isReference(value)) yield value;
  else for (const inner of Object.values(value)) yield* findReferences(inner);
}

/** The file an entry was read from, for messages. */
export function fileOf(entry: { collection: string; id: string; filePath?: string | undefined }): string {
  return entry.filePath?.endsWith('.mdx') ? entry.filePath : `content/${entry.collection}.yaml (${entry.id})`;
}

function checkRole(role: CollectionEntry<'roles'>): string[] {
  const { ladder, skills } = role.data;
  return [
    ...checkLadder(ladder),
    ...skills.flatMap(({ skill, levels }) =>
      checkLevels(levels, ladder).map((problem) => `skills, ${skill.id}: ${problem}`),
    ),
  ].map((problem) => `${fileOf(role)}: ${problem}`);
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
  for (const entries of Object.values(library) as ReadonlyMap<string, CollectionEntry<CollectionKey>>[]) {
    for (const entry of entries.values()) {
      for (const reference of findReferences(entry.data)) {
        const target: ReadonlyMap<string, { id: string }> = library[reference.collection as keyof Library];
        follow(fileOf(entry), reference, target);
      }
    }
  }
  const problems = [...library.roles.values()].flatMap(checkRole);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return library;
}

let opened: Promise<Library> | undefined;

/** Opens the library: once for a build, anew for each request while writing. @throws BrokenReference */
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
