import { expect, test } from 'vitest';
import { isThere } from './driver.ts';
import { describeEngines } from './engines.ts';

describeEngines('without JavaScript', { limit: 'JavaScript' }, (travel) => {
  test('a reader reads a guide, whose lists stand open and whose controls that need a script are not shown', () =>
    travel(async (driver, { root }) => {
      await driver.open(`${root}roles/content/`);
      expect(await driver.eval(() => document.documentElement.className)).toBe('');
      expect(
        await driver.eval(() => [...document.querySelectorAll('.side nav')].map((nav) => nav.checkVisibility())),
      ).toEqual([true, true]);
      const controls = ['[data-theme-choice]', '[data-offline]', '[data-key]'];
      expect(
        await driver.eval(
          (shown) => shown.filter((control) => document.querySelector(control)?.checkVisibility()),
          controls,
        ),
      ).toEqual([]);
      await driver.click('.toc a[href="#ladder"]');
      await driver.wait(() => Math.abs(document.querySelector('#ladder')?.getBoundingClientRect().top ?? 999) < 200);
    }));

  test('the search leads to the list of everything, and its words are in the address', () =>
    travel(async (driver, { root }) => {
      await driver.open(root);
      await driver.click('header [data-search-open]');
      await driver.wait((address) => location.href === address, `${root}search/`);
      await driver.type('#search-words', 'retention');
      await driver.click('[data-search-form] button');
      await driver.wait((address) => location.href === address, `${root}search/?q=retention`);
      const target = await driver.eval(() => {
        const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-a-to-z] li a')];
        return links.find((link) => link.textContent === 'Retention')?.getAttribute('href') ?? '';
      });
      await driver.click(`[data-a-to-z] a[href="${target}"]`);
      await driver.wait((address) => location.pathname + location.hash === address, target);
      expect(await driver.eval(() => document.querySelector(location.hash)?.checkVisibility())).toBe(true);
    }));
});

describeEngines('with storage blocked', { limit: 'storage' }, (travel) => {
  test('a reader chooses a theme for the page, searches, and lands on a section', () =>
    travel(async (driver, { root }) => {
      await driver.open(root);
      const refused = await driver.eval(() => {
        try {
          return localStorage.length < 0;
        } catch {
          return true;
        }
      });
      expect(refused).toBe(true);
      await driver.choose('[data-theme-choice] select', 'dark');
      await driver.wait(() => getComputedStyle(document.documentElement).backgroundColor === 'rgb(16, 20, 23)');
      await driver.press('Control+k');
      await driver.wait(() => document.activeElement?.id === 'dialog-words');
      await driver.type('#dialog-words', 'cohort');
      await driver.wait(isThere, 'dialog[open] [data-state=done] ol a');
      await driver.click('dialog[open] [data-search-results] a');
      await driver.wait(() => location.hash !== '');
      expect(await driver.eval(() => document.querySelector(location.hash)?.checkVisibility())).toBe(true);
    }));

  test('a second page is read like the first, though nothing can be kept for reading without a connection', () =>
    travel(async (driver, { root }) => {
      await driver.open(root);
      await driver.open(`${root}roles/user/`);
      expect(await driver.eval(() => document.querySelector('article h1')?.checkVisibility())).toBe(true);
    }));
});

describeEngines('with WebAssembly blocked', { limit: 'WebAssembly', expected: /wasm|WebAssembly/i }, (travel) => {
  test('the search finds titles and terms, and says that the text cannot be searched', () =>
    travel(async (driver, { root }) => {
      await driver.open(`${root}search/?q=retention`);
      expect(await driver.eval(() => typeof WebAssembly)).toBe('undefined');
      await driver.wait(() =>
        document.querySelector('[data-search-page]')?.textContent.includes('The full text cannot be searched'),
      );
      expect(await driver.eval(() => document.querySelector('[data-search-results] a')?.textContent)).toBe('Retention');
      expect(await driver.eval(() => document.querySelectorAll('[data-search-results] ol a').length)).toBeGreaterThan(
        0,
      );
    }));
});
