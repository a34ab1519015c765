import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { PAGE_TYPES } from './pages.ts';
import { addRules, findLosses, findLongLines, findTargets, walkByKeyboard, withPage } from './reading.ts';

const origin = inject('origin');
const WIDE = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
/** What a window of 1280 by 1024 shows at 400 %. */
const ZOOMED = { viewport: { width: 320, height: 256 } };

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const closed of document.querySelectorAll('details')) closed.open = true;
  });

describe.each([
  { device: 'with a mouse on a wide screen', options: WIDE, beside: 36 },
  { device: 'with a finger on a phone', options: PHONE, beside: 44 },
])('$device', ({ options, beside }) => {
  /**
   * Smaller than 44 on purpose: the breadcrumb is one line over the title and everything in it stands in the navigation
   * too (24); the lists beside the text are long and a mouse is exact (36, under a finger 44).
   */
  const least = (kind: string, name: string): number => {
    if (kind === 'link' || name.includes('in crumbs')) return 24;
    return name.includes('in side') ? beside : 44;
  };
  test.each(PAGE_TYPES)('every target on %s is large enough', async (address) => {
    const targets = await withPage(browser, origin + address, options, async (page) => {
      await openAll(page);
      return findTargets(page);
    });
    expect(targets.length).toBeGreaterThan(5);
    expect(
      targets
        .filter(({ kind, name, width, height }) => Math.min(width, height) < least(kind, name))
        .map(({ kind, name, width, height }) => `${kind} ${name}: ${width} by ${height}`),
    ).toEqual([]);
  });
});

describe('nothing is lost and the page does not scroll sideways', () => {
  const SPACING =
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
    'p { margin-bottom: 2em !important }';
  const spread = (page: Page): Promise<void> => addRules(page, SPACING);
  const enlarge = async (page: Page): Promise<void> => {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
  };
  const mirror = (page: Page): Promise<void> =>
    page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
  const leave = async (): Promise<void> => undefined;
  describe.each([
    { state: 'with text spread as WCAG 1.4.12 says, wide', options: WIDE, change: spread },
    { state: 'with text spread as WCAG 1.4.12 says, narrow', options: PHONE, change: spread },
    { state: 'with text of twice the size, wide', options: WIDE, change: enlarge },
    {
      state: 'with text of twice the size, in half a window',
      options: { viewport: { width: 640, height: 800 } },
      change: enlarge,
    },
    { state: 'at 400 %', options: ZOOMED, change: leave },
    { state: 'turned to run from right to left, wide', options: WIDE, change: mirror },
    { state: 'turned to run from right to left, narrow', options: PHONE, change: mirror },
  ])('$state', ({ options, change }) => {
    test.each(PAGE_TYPES)('on %s', async (address) => {
      const losses = await withPage(browser, origin + address, options, async (page) => {
        await openAll(page);
        await change(page);
        return findLosses(page);
      });
      expect(losses).toEqual([]);
    });
  });
});

describe.each([
  { state: 'on a wide screen', options: WIDE },
  { state: 'at 400 %', options: ZOOMED },
])('by keyboard $state', ({ options }) => {
  test.each(PAGE_TYPES)(
    'every stop on %s shows a ring of 2 pixels or more and nothing lies over it',
    async (address) => {
      const { stops, faults } = await withPage(browser, origin + address, options, walkByKeyboard);
      expect(stops).toBeGreaterThan(10);
      expect(faults).toEqual([]);
    },
    240_000,
  );
});

describe('a reader who asks for less motion', () => {
  test.each(PAGE_TYPES)('sees none on %s', async (address) => {
    const moving = await withPage(browser, origin + address, { ...WIDE, reducedMotion: 'reduce' }, (page) =>
      page.evaluate(() => {
        scrollTo(0, 600);
        const lasting = (times: string): boolean => times.split(',').some((time) => parseFloat(time) > 0);
        return [...document.querySelectorAll('*')]
          .filter((element) => {
            const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
            return animationName !== 'none' || lasting(transitionDuration) || scrollBehavior !== 'auto';
          })
          .map(({ tagName, className }) => `${tagName} ${String(className)}`);
      }),
    );
    expect(moving).toEqual([]);
  });

  test('and others are taken smoothly to a section', async () => {
    const options = { ...WIDE, reducedMotion: 'no-preference' } as const;
    const behaviour = await withPage(browser, `${origin}/`, options, (page) =>
      page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior),
    );
    expect(behaviour).toBe('smooth');
  });
});

test.each(PAGE_TYPES)('no line of running text on %s is longer than 80 characters', async (address) => {
  const long = await withPage(browser, origin + address, WIDE, (page) => findLongLines(page, 80));
  expect(long).toEqual([]);
});
