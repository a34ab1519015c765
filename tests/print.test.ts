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
/** Width and height in points, and the room for text between the margins in px: upright, and on its side. */
const PAPERS = [
  { format: 'A4', size: [595, 842], upright: 672, sideways: 1001 },
  { format: 'Letter', size: [612, 792], upright: 695, sideways: 935 },
] as const;
const DATED = /^\/(roles|foundations|mindset|career|start|skills|templates|about)\/[^/]+\/$/;

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

/** Opens a page as it is on paper of a width in px, looks at it, and closes it. */
async function look<Result>(
  address: string,
  width: number,
  see: (page: Page) => Promise<Result>,
  options: BrowserContextOptions = {},
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(origin + address);
  await page.emulateMedia({ media: 'print' });
  const result = await see(page);
  await context.close();
  return result;
}

/** Reads the sizes of the pages of a PDF, in whole points. */
function readSizes(pdf: Buffer): number[][] {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\n[\s\S]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))],
  );
}

/** What stands outside the room for text, forms that have a sheet on its side left out. */
function findOverflow(page: Page, within: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const list = document.querySelectorAll<HTMLElement>(selector);
    return [...list]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`);
  }, within);
}

describe.each(PAPERS)('on $format', ({ format, size, upright, sideways }) => {
  test.each(PAGE_TYPES)('%s becomes a PDF of that paper', async (address) => {
    const sizes = await look(address, upright, async (page) => readSizes(await page.pdf({ format })));
    expect(sizes.length).toBeGreaterThan(0);
    const turned = [...size].reverse();
    expect(sizes.filter((one) => String(one) !== String(size) && String(one) !== String(turned))).toEqual([]);
    expect(sizes[0]).toEqual(size);
  });

  test.each(PAGE_TYPES)('%s stays between the margins', async (address) => {
    expect(await look(address, upright, (page) => findOverflow(page, 'main :not(.sheet *, svg *)'))).toEqual([]);
  });

  test('a form with many columns has a sheet on its side, and fits', async () => {
    const address = '/templates/content-calendar/';
    const sizes = await look(address, upright, async (page) => readSizes(await page.pdf({ format })));
    expect(sizes).toContainEqual([...size].reverse());
    const columns = await look(address, sideways, (page) => page.locator('.sheet th').count());
    expect(columns).toBeGreaterThan(8);
    expect(await look(address, sideways, (page) => findOverflow(page, '.sheet *'))).toEqual([]);
  });
});

describe.each(PAGE_TYPES)('%s on paper', (address) => {
  test('has nothing on it that only works on a screen', async () => {
    const shown = await look(address, 672, (page) =>
      page.evaluate(() => {
        const controls =
          'header, nav, form, dialog, details.side, .button, .anchor, .skip, body > footer, button, select';
        return [...document.querySelectorAll(controls)]
          .filter((element) => element.checkVisibility())
          .map(({ tagName, className }) => `${tagName} ${className}`);
      }),
    );
    expect(shown).toEqual([]);
  });

  test('has every disclosure open, by style alone', async () => {
    const closed = await look(address, 672, (page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('details:not(.side)')]
          .filter((details) => !details.lastElementChild?.checkVisibility())
          .map(({ textContent }) => textContent.slice(0, 60)),
      ),
    );
    expect(closed).toEqual([]);
  });

  test('prints the address of every link to another site, and of no other', async () => {
    const links = await look(address, 672, (page) =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('main a')].map((link) => ({
          href: link.getAttribute('href') ?? '',
          after: getComputedStyle(link, '::after').content,
        })),
      ),
    );
    const isPrinted = ({ href, after }: (typeof links)[number]): boolean => after.includes(`(`) && after.includes(href);
    expect(links.filter((link) => link.href.startsWith('http') !== isPrinted(link))).toEqual([]);
  });

  test('says where it comes from, and when it was reviewed', async () => {
    const { foot, text } = await look(address, 672, (page) =>
      page.evaluate(() => {
        const main = document.querySelector('main');
        return { foot: main && getComputedStyle(main, '::after').content, text: main?.innerText };
      }),
    );
    expect(foot).toContain('Operations Field Guide');
    expect(foot).toContain(String(new URL(address, SITE_URL)));
    expect(foot).toContain('CC BY 4.0');
    if (DATED.test(address)) expect(text).toMatch(/Last reviewed on \d+ \w+ 20\d\d\./);
  });

  test('keeps headings with what follows them', async () => {
    const loose = await look(address, 672, (page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('main :is(h1, h2, h3, dt, summary)')]
          .filter((heading) => getComputedStyle(heading).breakAfter !== 'avoid')
          .map(({ textContent }) => textContent),
      ),
    );
    expect(loose).toEqual([]);
  });
});

test('tables of rungs and of levels are kept whole', async () => {
  for (const [address, table] of [
    ['/roles/user/', '#skills ~ table.levels'],
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
    expect(all(/<section id="([^"]+)"[^>]*><h[23]? ?|<section id="([^"]+)" class="part"/g).length).toBeGreaterThan(0);
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
    const outside = all(/\shref="(\/[^"#]*)[^"]*"/g).map((address) => address.replace(base, '/'));
    expect(outside.filter((address) => pages.includes(address) && !isInFrame(address))).toEqual([]);
  });

  /** The header and footer stand around the guide and lead to the pages of the site. */
  function isInFrame(address: string): boolean {
    const article = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
    return !article.includes(`href="${base.slice(0, -1)}${address}`);
  }

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
