import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from '../browser.ts';
import { withPage } from '../reading.ts';
import { SITES } from '../sites.ts';
import { closed, note, notes, opened, read, root, term } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

describe.each(SITES)('a reader $place', ({ root: home }) => {
  const address = `${home}roles/user/`;

  test('points at a term and sees its definition, in both languages, with the way to the glossary', async () => {
    await read(
      browser,
      async (page) => {
        await term(page).hover();
        await opened(page);
        const [name = '', zh = '', pinyin = '', definition = ''] = notes['churn'] ?? [];
        expect(await note(page).locator('b').innerText()).toBe(name);
        expect(await note(page).locator('[lang=zh-Hans]').innerText()).toBe(zh);
        expect(await note(page).locator('[lang=zh-Latn]').innerText()).toBe(pinyin);
        expect(await page.locator('#term-note-words').innerText()).toBe(definition);
        await note(page).getByRole('link', { name: 'In the glossary' }).click();
        await page.waitForURL(`${home}glossary/#churn`);
      },
      { address },
    );
  });

  test('follows a term without JavaScript', async () => {
    await withPage(browser, address, { javaScriptEnabled: false }, async (page) => {
      await term(page).hover();
      await term(page).click();
      await page.waitForURL(`${home}glossary/#churn`);
      expect(await page.locator('#churn').isVisible()).toBe(true);
    });
  });
});

describe('with a mouse', () => {
  test('the note stays while the pointer is on it, and closes when the pointer has gone', async () => {
    await read(
      browser,
      async (page) => {
        await term(page).hover();
        await opened(page);
        const box = await note(page).boundingBox();
        if (!box) throw new Error('The note has no box.');
        await page.mouse.move(box.x + 30, box.y + 2);
        await page.clock.runFor(5000);
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
        await page.clock.runFor(5000);
        expect(await note(page).isVisible()).toBe(true);
        expect(await term(page).getAttribute('aria-describedby')).not.toBeNull();
        await page.mouse.move(2, 2);
        await closed(page);
        expect(await term(page).getAttribute('aria-describedby')).toBeNull();
      },
      { prepare: (page) => page.clock.install() },
    );
  });

  test('a pointer that passes over a term opens nothing', async () => {
    await read(
      browser,
      async (page) => {
        await term(page, 'retention').hover();
        await opened(page);
        await page.mouse.move(2, 2);
        await page.clock.runFor(1000);
        await closed(page);
        await page.clock.pauseAt(Date.now() + 60_000);
        await term(page).hover();
        await page.clock.runFor(100);
        expect(await note(page).count()).toBe(0);
        await page.mouse.move(2, 2);
        await page.clock.runFor(5000);
        expect(await note(page).count()).toBe(0);
      },
      { prepare: (page) => page.clock.install() },
    );
  });

  test('the note of one term gives way to the next', async () => {
    await read(browser, async (page) => {
      await term(page).hover();
      await opened(page);
      await term(page, 'user-segmentation').hover();
      await note(page)
        .locator('b', { hasText: notes['user-segmentation']?.[0] ?? '' })
        .waitFor();
      expect(await note(page).count()).toBe(1);
      expect(await page.locator('a.term[aria-describedby]').count()).toBe(1);
    });
  });

  test('a click follows the term, and a page kept for coming back keeps no open note', async () => {
    await read(browser, async (page) => {
      await term(page).hover();
      await opened(page);
      // Headless browsers keep no pages: the event that comes before keeping one is sent by hand.
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
      expect(await note(page).count()).toBe(0);
      await term(page).click();
      await page.waitForURL(`${root}glossary/#churn`);
    });
  });

  test('opening the note moves nothing in the text', async () => {
    await read(browser, async (page) => {
      const measure = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('article p, article p > *, article h2')]
            .filter(({ id }) => !id.startsWith('term-note'))
            .map((element) => JSON.stringify(element.getBoundingClientRect())),
        );
      await term(page).scrollIntoViewIfNeeded();
      const before = await measure();
      await term(page).hover();
      await opened(page);
      expect(await measure()).toEqual(before);
      expect(before.length).toBeGreaterThan(50);
    });
  });
});
