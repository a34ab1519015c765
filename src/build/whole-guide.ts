import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { makeSection } from '../model/whole-guide.ts';
import type { Rendered } from './rendered.ts';

/** The places that src/pages/print/index.astro keeps for the pages: address and level, then what stands there so far. */
const PLACE = /(<section[^>]*) data-page="([^"]+)" data-below="(\d)"([^>]*>)[\s\S]*?(?=<\/section>)/g;

/**
 * Puts the finished pages into the document that has a place for each.
 * @param read gives the HTML of the page at an address without the base path
 * @throws when the document has no places
 */
export function fillPlaces(document: string, base: string, read: (address: string) => string): string {
  const pages = new Set([...document.matchAll(PLACE)].map((match) => match[2] ?? ''));
  if (pages.size === 0) throw new Error('The whole guide has no place for a page. See src/pages/print/index.astro.');
  return document.replace(
    PLACE,
    (_, before: string, address: string, below: string, after: string) =>
      before + after + makeSection(read(address), { address, below: Number(below), pages, base }),
  );
}

/**
 * Makes /print/ of the pages as built, so that it never says anything else. Stands before what trims and hashes pages.
 * @param change is given the whole page; its file stays as it is until the page is finished
 */
export function wholeGuide({ change }: { change: (page: Rendered) => void }): AstroIntegration {
  let base = '/';
  return {
    name: 'whole-guide',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
      },
      'astro:build:done': ({ dir, logger }) => {
        const readPage = (address: string): string =>
          readFileSync(join(fileURLToPath(dir), address, 'index.html'), 'utf8');
        const html = fillPlaces(readPage('/print/'), base, readPage);
        change({ path: 'print/index.html', html });
        logger.info(`the whole guide on one page, ${Math.round(html.length / 1000)} kB`);
      },
    },
  };
}
