import { createHash } from 'node:crypto';
import { render } from 'astro:content';
import { ANATOMY } from '../model/anatomy';
import { formulaText } from '../model/formula';
import type { Cards, Lexicon, Thing } from '../search/lexicon';
import { partOf } from './articles';
import { openLibrary, rolesInOrder, treatedAt, type Library } from './library';
import { PART_PAGES } from './navigation';

/** The roles, metrics, terms and skills: what a card can show. The order decides who answers first to a shared name. */
function listThings(library: Library): Thing[] {
  const { roles, metrics, terms, skills } = library;
  return [
    ...[...roles.values()].map(({ id, data }): Thing => [
      'role',
      data.name,
      data.zh,
      data.pinyin,
      `/roles/${id}/`,
      '',
      id,
      [data.short, data.code, `${data.short} operator`, `${data.short} ops`, ...data.asked],
    ]),
    ...[...metrics.values()].map(({ id, data }): Thing => [
      'metric',
      data.name,
      data.zh,
      data.pinyin,
      `/metrics/#${id}`,
      '',
      data.roles.join(' '),
      data.abbr?.split(/,\s*/) ?? [],
    ]),
    ...[...terms.values()].map((term): Thing => [
      'term',
      term.data.term,
      term.data.zh,
      term.data.pinyin,
      `/glossary/#${term.id}`,
      treatedAt(term, library) ?? '',
      term.data.roles.join(' '),
      [...(term.data.abbr ? [term.data.abbr] : []), ...term.data.aliases],
    ]),
    ...[...skills.values()].map(({ id, data }): Thing => [
      'skill',
      data.name,
      data.zh,
      data.pinyin,
      `/skills/${id}/`,
      '',
      '',
      data.asked,
    ]),
  ];
}

/** The line a card shows for each thing, in the order of listThings(). */
export async function listCards(): Promise<Cards> {
  const { roles, metrics, terms, skills } = await openLibrary();
  return [
    ...[...roles.values()].map(({ data }) => data.verdict),
    ...[...metrics.values()].map(({ data }) => `${data.question} ${formulaText(data.formula)}`),
    ...[...terms.values()].map(({ data }) => data.definition),
    ...[...skills.values()].map(({ data }) => data.definition),
  ];
}

/** The pages and their sections, in a fixed order. */
async function listPages(library: Library): Promise<Pick<Lexicon, 'pages' | 'sections'>> {
  const pages: Lexicon['pages'] = [];
  const sections: Lexicon['sections'] = [];
  const add = (
    page: Lexicon['pages'][number],
    list: readonly (readonly [id: string, text: string, names: readonly string[]])[],
  ): void => {
    const index = pages.push(page) - 1;
    for (const [id, text, names] of list) sections.push([index, id, text, [...names]]);
  };
  for (const role of rolesInOrder(library)) {
    const { headings } = await render(role);
    add(
      [`/roles/${role.id}/`, role.data.name, 'Role guide', role.id],
      [
        ...headings.map(({ slug, text }) => [slug, text, ANATOMY.find(({ id }) => id === slug)?.asked ?? []] as const),
        ...role.data.ladder.map(({ stop, title, zh }) => [`ladder-${stop}`, title, [zh]] as const),
        ...role.data.projects.map(({ id, title }) => [`project-${id}`, title, []] as const),
      ],
    );
  }
  for (const article of library.articles.values()) {
    const { headings } = await render(article);
    add(
      [`/${article.id}/`, article.data.title, PART_PAGES[partOf(article.id)].name, ''],
      [
        ['', '', [...(article.data.zh ? [article.data.zh] : []), ...article.data.asked]],
        ...headings.map(({ slug, text }) => [slug, text, article.data.askedAt[slug] ?? []] as const),
      ],
    );
  }
  for (const { id, data } of library.templates.values()) {
    add(
      [`/templates/${id}/`, data.title, 'Template', ''],
      [
        ['', '', [...(data.zh ? [data.zh] : []), `${data.title} template`]],
        ['example', `${data.title}: a filled example`, []],
      ],
    );
  }
  add(['/templates/', 'Templates', 'Index', ''], []);
  add(
    ['/roles/', 'The six roles', 'Index', ''],
    [
      ['side-by-side', 'The roles side by side', ['compare roles']],
      ['terminus', 'The ladders, and where they end', []],
    ],
  );
  add(['/skills/', 'Skills', 'Index', ''], [['matrix', 'Skill matrix', []]]);
  add(['/metrics/', 'Metrics', 'Index', ''], []);
  add(['/glossary/', 'Glossary', 'Index', ''], []);
  return { pages, sections };
}

/** Everything a search of titles and names can lead to. */
export async function listEverything(): Promise<Lexicon> {
  const library = await openLibrary();
  const { pages, sections } = await listPages(library);
  return { pages, sections, things: listThings(library) };
}

/** A short name for this state of the content, the same for the same content. */
export function buildId(lexicon: Lexicon): string {
  return createHash('sha256').update(JSON.stringify(lexicon)).digest('hex').slice(0, 10);
}
