import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { SITE_URL } from '../../src/lib/site.ts';
import { launch } from '../browser.ts';
import { PAGE_TYPES } from '../pages.ts';
import { PAPERS, findOverflow, look, readSizes } from './paper.ts';

const DATED = /^\/(roles|foundations|mindset|career|start|skills|templates|about)\/[^/]+\/$/;

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

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
    await look(browser, address, 672, async (page) => {
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
