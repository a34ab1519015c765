import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { readOrder } from './reading-order.ts';
import { withPage } from './reading.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

/**
 * The stored orders stand in tests/snapshots/. After a change that is meant, read what `npx vitest run -u
 * tests/reading-order.test.ts` writes as a listener would, then keep it.
 */
const TYPES = {
  home: '/',
  roles: '/roles/',
  role: '/roles/user/',
  part: '/foundations/',
  article: '/foundations/aarrr/',
  skill: '/skills/segmentation/',
  template: '/templates/run-of-show/',
  search: '/search/',
  'not-found': '/404.html',
};
describe.each([
  { window: 'wide', viewport: { width: 1280, height: 800 } },
  { window: 'narrow', viewport: { width: 320, height: 640 } },
])('in a $window window', ({ window, viewport }) => {
  test.each(Object.entries(TYPES))(
    'a screen reader meets the parts of a page in their order: %s',
    async (type, address) => {
      const order = await withPage(browser, origin + address, { viewport }, readOrder);
      // The header, then the text under one first heading, then the footer.
      expect(order).toMatch(/^banner\n[\s\S]*^main\n[\s\S]*^ {2}heading 1: [\s\S]*^contentinfo\n/m);
      expect(order.match(/^(banner|main|contentinfo)$/gm)).toEqual(['banner', 'main', 'contentinfo']);
      await expect(order).toMatchFileSnapshot(`snapshots/order-${type}-${window}.txt`);
    },
  );
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
