// Longer than other files: one set of steps held for the test, and all that ends or goes round the short first frame.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { saveData } from '../reading.ts';
import { SITES } from '../sites.ts';
import { visit } from '../visit.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

const { root } = SITES[0];
const GUIDE = `${root}roles/user/`;
const viewport = { width: 390, height: 800 };

/** Runs in the page before anything of it: what waits for the first frame, and each step after it, is held for the test. */
function holdSteps(): void {
  const waiting: (() => void)[] = [];
  const hold = (work: () => void): number => waiting.push(work);
  const takeStep = async (): Promise<boolean> => {
    const step = waiting.shift();
    const { setTimeout: wait } = globalThis;
    // What a step puts off until later is the next one.
    Object.assign(globalThis, { setTimeout: hold });
    step?.();
    Object.assign(globalThis, { setTimeout: wait });
    await new Promise((done) => wait(done));
    return !!step;
  };
  Object.assign(globalThis, { requestAnimationFrame: hold, takeStep });
}

/** Has the page take the next step. @returns whether there was one */
const takeStep = (page: Page): Promise<boolean> => page.evaluate('takeStep()');

/** Gives the page its first frame, as soon as the script waits for it, and has it take the first step. */
async function takeFirst(page: Page): Promise<void> {
  await expect.poll(() => takeStep(page)).toBe(true);
  await takeStep(page);
}

/** Visits with the steps held, in the letters at hand: with others a page is as long as it is in those. */
async function open(
  address: string,
  journey: (page: Page) => Promise<void>,
  window = viewport,
  watch: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const prepare = async (page: Page): Promise<void> => {
    await page.addInitScript(holdSteps);
    await watch(page);
    await saveData(page);
  };
  await visit(browser, address, journey, { viewport: window }, { prepare });
}

/** How many of its blocks the page has laid out, and how many it has. */
const countBlocks = (page: Page): Promise<{ laidOut: number; all: number }> =>
  page.evaluate(() => {
    const blocks = [...document.querySelectorAll('.prose > *')].flatMap((block) => block.firstElementChild ?? []);
    const laidOut = blocks.filter((block) => block.checkVisibility({ contentVisibilityAuto: true }));
    return { laidOut: laidOut.length, all: blocks.length };
  });

/** How many elements of the page are laid out. */
const countElements = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('main *')].filter((one) => one.checkVisibility({ contentVisibilityAuto: true }))
        .length,
  );

/** How many elements of the page a browser may still leave out. */
const countLeftOut = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('main *')].filter((one) => getComputedStyle(one).contentVisibility === 'auto')
        .length,
  );

const measureHeight = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);

async function expectWhole(page: Page): Promise<void> {
  const countLeft = async (): Promise<number> => {
    const { laidOut, all } = await countBlocks(page);
    return all - laidOut;
  };
  await expect.poll(countLeft).toBe(0);
}

/** Turns the wheel until the page has moved: a browser drops what a reader does before the first frame is there to see. */
async function turnWheel(page: Page): Promise<void> {
  const turn = async (): Promise<unknown> => {
    await page.mouse.wheel(0, 300);
    return page.evaluate('scrollY');
  };
  await expect.poll(turn).toBeGreaterThan(0);
}

describe('the first frame of a guide', () => {
  test('has what fills the screen; what is below follows in steps, and then the page is as high as any', async () => {
    let whole = 0;
    await open(`${GUIDE}#week`, async (page) => {
      whole = await measureHeight(page);
    });
    await open(GUIDE, async (page) => {
      const first = await countBlocks(page);
      expect(first.laidOut).toBeLessThan(first.all / 2);
      await takeFirst(page);
      await takeStep(page);
      const some = await countBlocks(page);
      expect(some.laidOut).toBeGreaterThan(first.laidOut);
      expect(some.laidOut).toBeLessThan(some.all);
      while (await takeStep(page));
      await expectWhole(page);
      expect(await measureHeight(page)).toBe(whole);
      // What the reader does from now on has nothing to finish.
      expect(await page.evaluate('[onclick, onkeydown, onscroll]')).toEqual([null, null, null]);
    });
  });

  test.each(['roles/user/', 'skills/', 'metrics/', 'glossary/', 'search/'])(
    'and each step after it are a small part of %s, however long its sections and tables are',
    async (address) => {
      await open(root + address, async (page) => {
        const all = await page.evaluate(() => document.querySelectorAll('main *').length);
        let before = await countElements(page);
        expect(before).toBeLessThan(all / 4);
        expect(before).toBeLessThan(300);
        await takeFirst(page);
        const steps: number[] = [];
        do {
          const now = await countElements(page);
          steps.push(now - before);
          before = now;
        } while (await takeStep(page));
        expect(Math.max(...steps)).toBeLessThan(120);
        expect(await countLeftOut(page)).toBe(0);
      });
    },
  );

  test('is followed by steps that are laid out in tasks of their own, before a frame has to', async () => {
    const watch = async (page: Page): Promise<void> => {
      await page.addInitScript(() => {
        let times = 0;
        const measure = Element.prototype.getBoundingClientRect;
        Element.prototype.getBoundingClientRect = function () {
          if (this === document.documentElement) Object.assign(globalThis, { laidOut: (times += 1) });
          return measure.call(this);
        };
      });
    };
    const journey = async (page: Page): Promise<void> => {
      await takeFirst(page);
      const before = Number(await page.evaluate('laidOut'));
      for (const more of [1, 2, 3]) {
        await takeStep(page);
        expect(await page.evaluate('laidOut')).toBe(before + more);
      }
    };
    await open(GUIDE, journey, viewport, watch);
  });

  test('is not undone by asking where what it leaves out stands: that would lay it out at once', async () => {
    const watch = async (page: Page): Promise<void> => {
      await page.addInitScript(() => {
        const asked: boolean[] = [];
        const measure = Element.prototype.getBoundingClientRect;
        Element.prototype.getBoundingClientRect = function () {
          asked.push(this.checkVisibility({ contentVisibilityAuto: true }));
          return measure.call(this);
        };
        Object.assign(globalThis, { asked });
      });
    };
    const journey = async (page: Page): Promise<void> => {
      await expect.poll(() => page.evaluate('asked')).toContain(true);
      expect(await page.evaluate('asked')).not.toContain(false);
    };
    await open(GUIDE, journey, viewport, watch);
  });

  test('is of the whole page on a wide screen, and one step says so, however long the page is', async () => {
    const journey = async (page: Page): Promise<void> => {
      await expectWhole(page);
      expect(await page.locator('html.first').count()).toBe(1);
      await takeFirst(page);
      expect(await page.locator('html.first').count()).toBe(0);
    };
    await open(`${root}print/`, journey, { width: 1280, height: 800 });
  });

  test.each([
    { name: 'a link to a section', address: '#neighbours' },
    { name: 'a link to words', address: '#:~:text=Nobody' },
  ])('is of the whole page after $name', async ({ address }) => {
    await open(GUIDE + address, expectWhole);
  });

  test('is of the whole page after a reload, and going back, which keep the reader’s place', async () => {
    await open(`${GUIDE}#neighbours`, async (page) => {
      await page.goto(GUIDE);
      await page.keyboard.press('Shift');
      // A place in guessed heights would move with them.
      await expectWhole(page);
      await page.evaluate(() => {
        scrollTo({ top: 5000, behavior: 'instant' });
      });
      await page.reload();
      await expectWhole(page);
      await expect.poll(() => page.evaluate('scrollY')).toBe(5000);
      await page.goto(`${root}roles/product/`);
      await page.goBack();
      await expectWhole(page);
      await expect.poll(() => page.evaluate('scrollY')).toBe(5000);
    });
  });

  test.each([
    { name: 'a key', act: (page: Page) => page.keyboard.press('Shift') },
    { name: 'a turn of the wheel', act: turnWheel },
    { name: 'a click', act: (page: Page) => page.mouse.click(195, 780) },
  ])('is followed by the whole page at once after $name', async ({ act }) => {
    await open(GUIDE, async (page) => {
      await act(page);
      await expectWhole(page);
    });
  });
});

describe('the mark of how far a guide is read', () => {
  const nameMark = (page: Page): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.querySelector('.guide') ?? document.body, '::before').animationName);

  test.each([
    { motion: 'no-preference', mark: 'read' },
    { motion: 'reduce', mark: 'none' },
  ] as const)('with motion “$motion”: $mark', async ({ motion, mark }) => {
    const journey = async (page: Page): Promise<void> => {
      await turnWheel(page);
      await expect.poll(() => nameMark(page)).toBe(mark);
    };
    await visit(browser, GUIDE, journey, { viewport, reducedMotion: motion });
  });
});
