import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readBuiltPages } from '../src/build/built-pages.ts';
import { SITE_URL } from '../src/lib/site.ts';
import { sectionId } from '../src/model/whole-guide.ts';
import { launch } from './browser.ts';
import { PAGE_TYPES } from './pages.ts';

const origin = inject('origin');
/** Their sizes in points, upright and turned, and the room for text between the margins in px. */
const PAPERS = [
  { format: 'A4', size: '596 by 843', turned: '843 by 596', upright: 672, sideways: 1001 },
  { format: 'Letter', size: '612 by 792', turned: '792 by 612', upright: 695, sideways: 935 },
] as const;
const DATED = /^\/(roles|foundations|mindset|career|start|skills|templates|about)\/[^/]+\/$/;

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

/** Opens a page as it is on paper with room of a width in px, looks at it, and closes it. */
async function look<Result>(
  address: string,
  width: number,
  see: (page: Page) => Promise<Result>,
  options: BrowserContextOptions = {},
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(origin + address);
    await page.emulateMedia({ media: 'print' });
    return await see(page);
  } finally {
    await context.close();
  }
}

/** Reads the sizes of the pages of a PDF, in whole points. */
function readSizes(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\n[\s\S]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => `${Math.round(Number(width))} by ${Math.round(Number(height))}`,
  );
}

/** What stands outside the room for text. */
function findOverflow(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((within) => {
    const list = [...document.querySelectorAll<HTMLElement>(within)];
    return list
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`);
  }, selector);
}

/** Everything the tests below ask about a page, read in the page. */
function readPaper() {
  const all = <Found extends Element>(selector: string): Found[] => [...document.querySelectorAll<Found>(selector)];
  const controls = 'header, nav, form, dialog, details.side, .button, .anchor, .skip, body > footer, button, select';
  const main = document.querySelector('main');
  return {
    controls: all(controls)
      .filter((element) => element.checkVisibility())
      .map(({ tagName, className }) => `${tagName} ${className}`),
    closed: all('details:not(.side)')
      .filter((details) => !details.lastElementChild?.checkVisibility())
      .map(({ textContent }) => textContent.slice(0, 60)),
    links: all<HTMLAnchorElement>('main a').map((link) => ({
      href: link.getAttribute('href') ?? '',
      after: getComputedStyle(link, '::after').content,
    })),
    foot: main && getComputedStyle(main, '::after').content,
    text: main?.innerText,
    loose: all('main :is(h1, h2, h3, dt, summary)')
      .filter((heading) => getComputedStyle(heading).breakAfter !== 'avoid')
      .map(({ textContent }) => textContent),
  };
}

describe.each(PAGE_TYPES)('%s on paper', (address) => {
  let paper: ReturnType<typeof readPaper>;
  const pdfs: Partial<Record<(typeof PAPERS)[number]['format'], string[]>> = {};
  const overflow: string[] = [];

  beforeAll(async () => {
    await look(address, 672, async (page) => {
      paper = await page.evaluate(readPaper);
      for (const { format, upright } of PAPERS) {
        await page.setViewportSize({ width: upright, height: 900 });
        // A form with many columns has a sheet on its side; drawings scale.
        overflow.push(...(await findOverflow(page, 'main :not(.sheet *, svg *)')));
        pdfs[format] = readSizes(await page.pdf({ format }));
      }
    });
  });

  test.each(PAPERS)('becomes a PDF on $format', ({ format, size, turned }) => {
    expect(pdfs[format]?.[0]).toBe(size);
    expect(pdfs[format]?.filter((one) => one !== size && one !== turned)).toEqual([]);
  });

  test('stays between the margins', () => {
    expect(overflow).toEqual([]);
  });

  test('has nothing on it that only works on a screen', () => {
    expect(paper.controls).toEqual([]);
  });

  test('has every disclosure open, by style alone', () => {
    expect(paper.closed).toEqual([]);
  });

  test('prints the address of every link to another site, and of no other', () => {
    const isPrinted = ({ href, after }: (typeof paper.links)[number]): boolean => after === `" (${href})"`;
    expect(paper.links.filter((link) => link.href.startsWith('http') !== isPrinted(link))).toEqual([]);
  });

  test('says where it comes from, and when it was reviewed', () => {
    const from = String(new URL(address.replace('.html', '/'), SITE_URL));
    expect(paper.foot).toBe(`"From the Operations Field Guide, ${from}, CC BY 4.0"`);
    if (DATED.test(address)) expect(paper.text).toMatch(/Last reviewed on \d+ \w+ 20\d\d\./);
  });

  test('keeps headings with what follows them', () => {
    expect(paper.loose).toEqual([]);
  });
});

test.each(PAPERS)('on $format a form with many columns has a sheet on its side, and fits', async (paper) => {
  const form = '/templates/content-calendar/';
  await look(form, paper.sideways, async (page) => {
    expect(await page.locator('.sheet th').count()).toBeGreaterThan(8);
    expect(await findOverflow(page, '.sheet *')).toEqual([]);
    expect(readSizes(await page.pdf({ format: paper.format }))).toContain(paper.turned);
  });
});

test('tables of rungs and of levels are kept whole', async () => {
  for (const [address, table] of [
    ['/roles/user/', '.h2:has(#skills) ~ table.levels'],
    ['/career/ladder/', "table:has([href*='#ladder-'])"],
  ] as const) {
    const inside = await look(address, 672, (page) =>
      page
        .locator(table)
        .first()
        .evaluate((element) => getComputedStyle(element).breakInside),
    );
    expect(inside, address).toBe('avoid');
  }
});

test.each(['light', 'dark'] as const)(
  'a role keeps the hue of its line beneath its title, chosen theme: %s',
  async (theme) => {
    const seen = await look(
      '/roles/user/',
      672,
      async (page) => {
        await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
        return page.evaluate(() => {
          const plate = document.querySelector('article .plate');
          const box = document.querySelector('h1')?.parentElement;
          if (!plate || !box) throw new Error('The page has no plate or no title.');
          const { backgroundColor, printColorAdjust } = getComputedStyle(plate);
          const { borderBottomColor, borderBottomWidth } = getComputedStyle(box);
          return {
            plate: [backgroundColor, printColorAdjust],
            rule: borderBottomColor,
            isHeavy: parseFloat(borderBottomWidth) > 4,
            ink: getComputedStyle(document.body).color,
          };
        });
      },
      { colorScheme: theme },
    );
    const hue = 'rgb(11, 92, 196)';
    expect(seen).toEqual({ plate: [hue, 'exact'], rule: hue, isHeavy: true, ink: 'rgb(20, 24, 28)' });
  },
);

test('the home page prints the map that runs across', async () => {
  const shown = await look('/', 672, (page) =>
    page.locator('svg.map').evaluateAll((maps) => maps.map((map) => map.getBoundingClientRect().width > 500)),
  );
  expect(shown).toEqual([true, false]);
});

test('printing opens what is closed and closes it again', async () => {
  const states = await look('/roles/user/', 672, (page) =>
    page.evaluate(() => {
      const closed = [...document.querySelectorAll<HTMLDetailsElement>('details.steps')];
      const count = (): number => closed.filter(({ open }) => open).length;
      closed[0]?.setAttribute('open', '');
      const counts = [count()];
      for (const name of ['beforeprint', 'afterprint']) {
        dispatchEvent(new Event(name));
        counts.push(count());
      }
      return { all: closed.length, counts };
    }),
  );
  expect(states.all).toBeGreaterThan(1);
  expect(states.counts).toEqual([1, states.all, 1]);
});

describe.each([
  ['at the root', inject('dist'), '/'],
  ['under a base path', inject('baseDist'), '/ops-guide/'],
])('the whole guide on one page, %s', (_, dist, base) => {
  const file = join(dist, 'print', 'index.html');
  const html = readFileSync(file, 'utf8');
  const all = (pattern: RegExp, text = html): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
  const ids = all(/\sid="([^"]+)"/g);
  const pages = [...readBuiltPages(dist).keys()].filter(
    (address) => !['/', '/404.html', '/search/', '/offline/', '/print/'].includes(address),
  );

  test('has every page of the guide, and contents that lead to each', () => {
    const contents = /<nav aria-label="Contents">([\s\S]*?)<\/nav>/.exec(html)?.[1] ?? '';
    expect(pages.length).toBeGreaterThan(100);
    expect(all(/href="#([^"]+)"/g, contents).sort()).toEqual(pages.map(sectionId).sort());
  });

  test('has no id twice, and every link inside it resolves', () => {
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    const known = new Set(ids);
    const targets = all(/\shref="#([^"]+)"/g);
    expect(targets.length).toBeGreaterThan(3000);
    expect(targets.filter((id) => !known.has(id))).toEqual([]);
    const named = all(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/g).flatMap((list) => list.split(' '));
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  test('sends the reader to the site only for what is not in it', () => {
    const article = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
    const outside = all(/\shref="(\/[^"#]*)/g, article).map((address) => address.replace(base, '/'));
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.filter((address) => pages.includes(address))).toEqual([]);
  });

  test('says what the pages say', () => {
    for (const address of ['/roles/event/', '/glossary/', '/skills/segmentation/']) {
      const sentence = /<p class="lead[^>]*>([^<]{40,})/.exec(
        readFileSync(join(dist, address, 'index.html'), 'utf8'),
      )?.[1];
      expect(sentence, address).toBeDefined();
      expect(html).toContain(sentence);
    }
  });

  test('is left out of the search and of what is kept on a device, and is a small file for what it is', () => {
    expect(html).toContain('content="noindex"');
    expect(html).not.toContain('data-pagefind');
    expect(readFileSync(join(dist, 'sw.js'), 'utf8')).not.toContain('"print/"');
    expect(existsSync(`${file}.br`)).toBe(true);
    expect(readFileSync(`${file}.br`).length).toBeLessThan(400_000);
  });
});

test('the whole guide prints, with its contents first and each role on a new sheet', async () => {
  const { sizes, breaks, contents } = await look('/print/', 672, async (page) => ({
    sizes: readSizes(await page.pdf({ format: 'A4' })),
    breaks: await page
      .locator('section[data-line]')
      .evaluateAll((roles) => roles.map((role) => getComputedStyle(role).breakBefore)),
    contents: await page.getByRole('navigation', { name: 'Contents' }).isVisible(),
  }));
  expect(sizes.length).toBeGreaterThan(200);
  expect(breaks).toEqual(Array.from({ length: 6 }, () => 'page'));
  expect(contents).toBe(true);
});
