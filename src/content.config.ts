import { defineCollection } from 'astro/content/config';
import { file, glob } from 'astro/loaders';
import { articles } from './schemas/articles';
import { metrics } from './schemas/metrics';
import { roles } from './schemas/roles';
import { skills } from './schemas/skills';
import { sources } from './schemas/sources';
import { templates } from './schemas/templates';
import { terms } from './schemas/terms';

/** The id of an entry is the path of its file, never a field in it: two files cannot claim one id. */
const pages = (base: string) =>
  glob({
    base: `./content/${base}`,
    pattern: '**/*.mdx',
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
    // Pages render what was compiled. What reads the text as it was written has readBody().
    retainBody: false,
  });

export const collections = {
  // Read by the role pages, the map, and every page that names a role.
  roles: defineCollection({ loader: pages('roles'), schema: roles }),
  // Read by the pages of the foundations, mindset, start, career and about parts.
  articles: defineCollection({ loader: pages('articles'), schema: articles }),
  // Read by /skills/ and the skill tables of the roles.
  skills: defineCollection({ loader: pages('skills'), schema: skills }),
  // Read by /templates/ and the files readers take away.
  templates: defineCollection({ loader: pages('templates'), schema: templates }),
  // Read by /glossary/, the definitions in running text and the search.
  terms: defineCollection({ loader: file('content/terms.yaml'), schema: terms }),
  // Read by /metrics/ and the number tables of the roles.
  metrics: defineCollection({ loader: file('content/metrics.yaml'), schema: metrics }),
  // Read by the source lists of every page and /about/sources/.
  sources: defineCollection({ loader: file('content/sources.yaml'), schema: sources }),
};
