import { createHash } from 'node:crypto';
import { render, type CollectionEntry } from 'astro:content';
import { ANATOMY } from '../model/anatomy';
import { formulaText } from '../model/formula';
import { countWords, listTexts } from '../model/vocabulary';
import type { Place, Section, Words } from '../search/lexicon';
import { partOf } from './articles';
import { diagrams } from './diagrams';
import { openLibrary, readBody, rolesInOrder, treatedAt, type Library } from './library';
import { PART_PAGES } from './navigation';

/** The sections of a role guide, with its rungs and projects. */
async function listSections(role: CollectionEntry<'roles'>): Promise<Section[]> {
  const { headings } = await render(role);
  const asked = new Map<string, readonly string[]>(ANATOMY.map(({ id, asked = [] }) => [id, asked]));
  return [
    ...headings.map(({ slug, text }): Section => [slug, text, [...(asked.get(slug) ?? [])]]),
    ...role.data.ladder.map(({ stop, title, zh }): Section => [`ladder-${stop}`, title, [zh]]),
    ...role.data.projects.map(({ id, title }): Section => [`project-${id}`, title, []]),
  ];
}

async function placeRole(role: CollectionEntry<'roles'>): Promise<Place> {
  const { name, short, code, zh, pinyin, asked } = role.data;
  const names = [zh, short, code, `${short} operator`, `${short} ops`, ...asked];
  return [`/roles/${role.id}/`, name, 'Role guide', role.id, names, await listSections(role), pinyin];
}

function placeMetric({ id, data }: CollectionEntry<'metrics'>): Place {
  const names = [data.zh, ...(data.abbr?.split(/,\s*/) ?? [])];
  return [`/metrics/#${id}`, data.name, 'Metric', data.roles.join(' '), names, [], data.pinyin];
}

function placeTerm(term: CollectionEntry<'terms'>, library: Library): Place {
  const { term: name, roles, abbr, aliases, zh, pinyin } = term.data;
  const names = [zh, ...(abbr ? [abbr] : []), ...aliases];
  return [`/glossary/#${term.id}`, name, 'Term', roles.join(' '), names, [], pinyin, treatedAt(term, library) ?? ''];
}

function placeSkill({ id, data: { name, zh, pinyin, asked } }: CollectionEntry<'skills'>): Place {
  return [`/skills/${id}/`, name, 'Skill', '', [zh, ...asked], [], pinyin];
}

async function placeArticle(article: CollectionEntry<'articles'>): Promise<Place> {
  const { headings } = await render(article);
  const { title, zh, asked, askedAt } = article.data;
  const names = [...(zh ? [zh] : []), ...asked];
  const sections = headings.map(({ slug, text }): Section => [slug, text, askedAt[slug] ?? []]);
  return [`/${article.id}/`, title, PART_PAGES[partOf(article.id)].name, '', names, sections];
}

function placeTemplate({ id, data: { title, zh } }: CollectionEntry<'templates'>): Place {
  const names = [...(zh ? [zh] : []), `${title} template`];
  return [`/templates/${id}/`, title, 'Template', '', names, [['example', `${title}: a filled example`, []]]];
}

const INDEXES: readonly Place[] = [
  ['/templates/', 'Templates', 'Index', '', [], []],
  [
    '/roles/',
    'The six roles',
    'Index',
    '',
    [],
    [
      ['side-by-side', 'The roles side by side', ['compare roles']],
      ['terminus', 'The ladders, and where they end', []],
    ],
  ],
  ['/skills/', 'Skills', 'Index', '', [], [['matrix', 'Skill matrix', []]]],
  ['/metrics/', 'Metrics', 'Index', '', [], []],
  ['/glossary/', 'Glossary', 'Index', '', [], []],
];

/**
 * Everything a search of titles and names can lead to. The order decides who answers first to a shared name: what a card
 * can show, in the order of listCards(), then pages.
 */
export async function listEverything(): Promise<Place[]> {
  const library = await openLibrary();
  const { metrics, terms, skills, articles, templates } = library;
  return [
    ...(await Promise.all(rolesInOrder(library).map(placeRole))),
    ...[...metrics.values()].map(placeMetric),
    ...[...terms.values()].map((term) => placeTerm(term, library)),
    ...[...skills.values()].map(placeSkill),
    ...(await Promise.all([...articles.values()].map(placeArticle))),
    ...[...templates.values()].map(placeTemplate),
    ...INDEXES,
  ];
}

/** The line a card shows for each role, metric, term and skill, in the order of listEverything(). */
export async function listCards(): Promise<string[]> {
  const library = await openLibrary();
  const { metrics, terms, skills } = library;
  return [
    ...rolesInOrder(library).map(({ data }) => data.verdict),
    ...[...metrics.values()].map(({ data }) => `${data.question} ${formulaText(data.formula)}`),
    ...[...terms.values()].map(({ data }) => data.definition),
    ...[...skills.values()].map(({ data }) => data.definition),
  ];
}

async function countAll(): Promise<Words> {
  // The glossary is not searched in full text, and its names are in search-terms.json: what stands here, Pagefind has.
  const { roles, articles, skills, metrics, templates, sources } = await openLibrary();
  return countWords([
    ...[roles, articles, skills, templates].flatMap((pages) =>
      [...pages.values()].flatMap((page) => [...listTexts(page.data), readBody(page)]),
    ),
    ...[...metrics.values()].flatMap(({ data }) => listTexts(data)),
    ...listTexts(diagrams),
    ...[...sources.values()].map(({ data }) => `${data.title} ${data.publisher ?? ''}`),
  ]);
}

let counted: Promise<Words> | undefined;

/** How often each word of the running text occurs. Counted once for a build, anew for each request while writing. */
export function listWords(): Promise<Words> {
  if (import.meta.env.DEV) return countAll();
  return (counted ??= countAll());
}

/** A short name for this state of the content, the same for the same content. */
export function buildId(places: readonly Place[]): string {
  return createHash('sha256').update(JSON.stringify(places)).digest('hex').slice(0, 10);
}
