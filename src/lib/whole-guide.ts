import { articlesOf, type Part } from './articles';
import { rolesInOrder, templatesInOrder, type Library } from './library';
import { PART_PAGES } from './navigation';

interface ListedPage {
  name: string;
  address: string;
  /** Code of its line, where it has one. */
  line?: string;
}

/** A part of the whole guide: the page that opens it, and those that follow. */
export interface GuidePart extends ListedPage {
  pages: ListedPage[];
}

/** The whole guide in reading order. */
export function listParts(library: Library): GuidePart[] {
  const articles = (part: Part): GuidePart => ({
    name: PART_PAGES[part].name,
    address: `/${part}/`,
    pages: articlesOf(library, part).map(({ id, data }) => ({ name: data.title, address: `/${id}/` })),
  });
  return [
    {
      name: 'The six roles',
      address: '/roles/',
      pages: rolesInOrder(library).map(({ id, data }) => ({
        name: data.name,
        address: `/roles/${id}/`,
        line: data.code,
      })),
    },
    ...(['foundations', 'mindset', 'start', 'career'] as const).map(articles),
    {
      name: 'Skills',
      address: '/skills/',
      pages: [...library.skills.values()]
        .map(({ id, data }) => ({ name: data.name, address: `/skills/${id}/` }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en')),
    },
    { name: 'Metrics', address: '/metrics/', pages: [] },
    { name: 'Glossary', address: '/glossary/', pages: [] },
    {
      name: 'Templates',
      address: '/templates/',
      pages: templatesInOrder(library).map(({ id, data }) => ({ name: data.title, address: `/templates/${id}/` })),
    },
    articles('about'),
  ];
}
