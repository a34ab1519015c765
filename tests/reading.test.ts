import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { PAGE_TYPES } from './pages.ts';
import { visitStops, walkByKeyboard } from './keyboard.ts';
import { findLosses, findTargets, measureLines, saveData, setRules, withPage } from './reading.ts';

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

/**
 * The least width and height of what can be pressed, in CSS pixels. Smaller than 44 on purpose: the breadcrumb, one line
 * over the title with nothing in it that the navigation lacks; with a mouse, the long lists beside the text; and links
 * that stand alone in tables and lists, which are text: as wide as their words, as high as a target must be.
 */
const LEAST = { control: 44, navigation: 44, breadcrumb: 24, link: 24 };
describe.each([
  { device: 'with a mouse on a wide screen', options: WIDE, least: { ...LEAST, beside: 36 } },
  { device: 'with a finger on a phone', options: PHONE, least: { ...LEAST, beside: 44 } },
  { device: 'in the letters at hand', options: WIDE, least: { ...LEAST, beside: 36 }, prepare: saveData },
])('$device', ({ options, least, prepare }) => {
  test.concurrent.each(PAGE_TYPES)('every target on %s is large enough', async (address) => {
    const targets = await withPage(browser, origin + address, options, findTargets, prepare);
    expect(targets.length).toBeGreaterThan(5);
    expect(
      targets
        .filter(({ kind, width, height }) => (kind === 'link' ? height : Math.min(width, height)) < least[kind])
        .map(({ kind, name, width, height }) => `${kind} ${name}: ${width} by ${height}`),
    ).toEqual([]);
  });
});

/** States a reader puts a page into, tried one after the other on one loaded page. */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
  'p { margin-bottom: 2em !important }';
const wide = { width: 1280, height: 800 };
const STATES = [
  { state: 'text spread as WCAG 1.4.12 says, wide', window: wide, rules: SPACING },
  { state: 'text spread as WCAG 1.4.12 says, narrow', window: { width: 320, height: 640 }, rules: SPACING },
  { state: 'text of twice the size, wide', window: wide, letters: 32 },
  { state: 'text of twice the size, in half a window', window: { width: 640, height: 800 }, letters: 32 },
  { state: '400 %', window: ZOOMED.viewport },
  { state: 'right to left, wide', window: wide, direction: 'rtl' },
  { state: 'right to left, narrow', window: { width: 320, height: 640 }, direction: 'rtl' },
];

test.concurrent.each(PAGE_TYPES)(
  'nothing on %s is lost or scrolls sideways, whatever a reader sets',
  async (address) => {
    await withPage(browser, origin + address, WIDE, async (page) => {
      const session = await page.context().newCDPSession(page);
      for (const { state, window, rules = '', letters = 16, direction = 'ltr' } of STATES) {
        await page.setViewportSize(window);
        await session.send('Page.setFontSizes', { fontSizes: { standard: letters, fixed: 13 } });
        await setRules(page, rules);
        const set = await page.evaluate((dir) => {
          document.documentElement.dir = dir;
          for (const closed of document.querySelectorAll('details')) closed.open = true;
          return getComputedStyle(document.documentElement).fontSize;
        }, direction);
        expect(set).toBe(`${letters}px`);
        expect(await findLosses(page), state).toEqual([]);
      }
    });
  },
);

describe.each([
  { state: 'on a wide screen', options: WIDE },
  { state: 'at 400 %', options: ZOOMED },
])('by keyboard $state', ({ options }) => {
  test.concurrent.each(PAGE_TYPES)('every stop on %s shows a ring and nothing lies over it', async (address) => {
    const { stops, faults } = await withPage(browser, origin + address, options, visitStops);
    expect(stops).toBeGreaterThan(10);
    expect(faults).toEqual([]);
  });
});

test('the keyboard goes through a page in the order of its text, and leaves it', async () => {
  const { walked, listed } = await withPage(browser, `${origin}/roles/user/`, WIDE, walkByKeyboard);
  expect(walked.length).toBeGreaterThan(50);
  expect(walked).toEqual(listed);
});

describe('a reader who asks for less motion', () => {
  test.concurrent.each(PAGE_TYPES)('sees none on %s', async (address) => {
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

/** What WCAG 1.4.8 calls a width of 80 characters: lines differ with their letters, so the whole page is counted. */
test.concurrent.each(PAGE_TYPES)('lines of running text on %s hold 80 characters or fewer', async (address) => {
  const lines = await withPage(browser, origin + address, WIDE, measureLines);
  if (lines.length < 5) return;
  const mean = lines.reduce((sum, count) => sum + count, 0) / lines.length;
  expect(mean).toBeLessThanOrEqual(80);
  expect(Math.max(...lines)).toBeLessThanOrEqual(94);
});
