import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { PAGE_TYPES } from './pages.ts';
import { bundleReader, listen, outline } from './reading-order.ts';
import { withPage } from './reading.ts';

const origin = inject('origin');
let browser: Browser;
let reader: string;
beforeAll(async () => {
  [browser, reader] = await Promise.all([launch(inject('browser')), bundleReader()]);
});
afterAll(() => browser.close());

/**
 * What a screen reader says on each page type. The stored orders stand in tests/snapshots/. After a change that is
 * meant, read what `npx vitest run -u tests/reading-order.test.ts` writes as a listener would, then keep it.
 */
describe.each([
  { window: 'wide', viewport: { width: 1280, height: 800 } },
  { window: 'narrow', viewport: { width: 320, height: 640 } },
])('in a $window window', ({ window, viewport }) => {
  test.each(PAGE_TYPES)('a screen reader meets the parts of a page in their order: %s', async (address) => {
    const phrases = await withPage(browser, origin + address, { viewport }, (page) => listen(page, reader));
    const order = outline(phrases);
    // The header, then the text under one first heading, then the footer.
    expect(order).toMatch(/^banner\n[\s\S]*^main\n[\s\S]*^ {2}heading, .*, level 1\n[\s\S]*^contentinfo\n/m);
    expect(order.match(/^(banner|main|contentinfo)$/gm)).toEqual(['banner', 'main', 'contentinfo']);
    expect(order.match(/^ *heading, .*, level 1$/gm)).toHaveLength(1);
    expect(
      phrases.filter((phrase) => /^(link|button|combobox|searchbox|img|heading)(, level \d)?$/.test(phrase)),
    ).toEqual([]);
    const name = address.replace(/\.html$|^\/|\/$/g, '').replaceAll('/', '-') || 'home';
    await expect(order).toMatchFileSnapshot(`snapshots/order-${name}-${window}.txt`);
  });
});

test('the contents name the sections of the text in their order', async () => {
  const order = await withPage(browser, `${origin}/roles/user/`, { viewport: { width: 1280, height: 800 } }, (page) =>
    page.evaluate(() => {
      const contents = [...document.querySelectorAll<HTMLAnchorElement>('.toc a')].map(({ hash }) => hash.slice(1));
      const sections = [...document.querySelectorAll('article :is(h2, h3)[id]')].map(({ id }) => id);
      return { contents, sections: sections.filter((id) => contents.includes(id)) };
    }),
  );
  expect(order.contents.length).toBeGreaterThan(8);
  expect(order.contents).toEqual(order.sections);
});
