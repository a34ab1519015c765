import { expect, test } from 'vitest';
import { isThere } from './driver.ts';
import { describeEngines } from './engines.ts';

describeEngines('a page', {}, (travel) => {
  test('opens the search when its control is clicked, closes it on Escape, and gives the focus back', () =>
    travel(async (driver, { root }) => {
      await driver.open(`${root}roles/`);
      // Before the script is there, the control is a link to the search page.
      await driver.wait(isThere, '[data-key]:not([hidden])');
      await driver.click('header [data-search-open]');
      await driver.wait(() => document.activeElement?.id === 'dialog-words');
      await driver.type('#dialog-words', 'sop');
      await driver.wait(isThere, 'dialog[open] [data-state=done] a');
      // What is there for screen readers only is not seen.
      expect(await driver.eval(() => document.querySelector('#dialog-hint')?.clientWidth)).toBeLessThan(2);
      await driver.press('Escape');
      await driver.wait(() => document.querySelector('dialog[open]') === null);
      expect(await driver.eval(() => document.activeElement?.matches('header [data-search-open]'))).toBe(true);
    }));

  test('keeps a chosen theme on the next page, and goes back to that of the system', () =>
    travel(async (driver, { root }) => {
      const paper = () => driver.eval(() => getComputedStyle(document.documentElement).backgroundColor);
      await driver.open(root);
      const system = await paper();
      await driver.choose('[data-theme-choice] select', 'light');
      const light = await paper();
      await driver.choose('[data-theme-choice] select', 'dark');
      const dark = await paper();
      expect([light, dark]).toEqual(['rgb(255, 255, 255)', 'rgb(16, 20, 23)']);
      await driver.open(`${root}roles/user/`);
      expect(await paper()).toBe(dark);
      await driver.choose('[data-theme-choice] select', 'system');
      expect(await paper()).toBe(system);
    }));

  test.each([
    ['a term', 'foundations/aarrr/', '.term', 'underline dotted'],
    ['a link in the text', 'foundations/aarrr/', '.prose p a:not([class])', 'underline solid'],
    ['a result of a search', 'search/?q=retention', '.hit-title', 'underline solid'],
  ])('draws %s with its line', (_, address, selector, line) =>
    travel(async (driver, { root }) => {
      await driver.open(root + address);
      await driver.wait(isThere, selector);
      const drawn = await driver.eval((given) => {
        const { textDecorationLine, textDecorationStyle } = getComputedStyle(document.querySelector(given) as Element);
        return `${textDecorationLine} ${textDecorationStyle}`;
      }, selector);
      expect(drawn).toBe(line);
    }),
  );

  test('explains a term beside it when the keyboard comes to it, and closes on Escape', () =>
    travel(async (driver, { root }) => {
      await driver.open(`${root}foundations/aarrr/`);
      await driver.press('Escape');
      await driver.eval(() => {
        document.querySelector<HTMLElement>('a.term')?.focus();
      });
      await driver.wait(isThere, '#term-note:popover-open');
      const gap = await driver.eval(() => {
        const [term, note] = ['a.term', '#term-note'].map((one) =>
          document.querySelector(one)?.getBoundingClientRect(),
        );
        return term && note && Math.min(Math.abs(note.top - term.bottom), Math.abs(term.top - note.bottom));
      });
      expect(gap).toBeLessThan(8);
      await driver.press('Escape');
      await driver.wait(() => document.querySelector('#term-note') === null);
    }));

  test('opens the disclosure that an address names', () =>
    travel(async (driver, { root }) => {
      await driver.open(`${root}skills/#matrix-director`);
      await driver.wait(() => {
        const table = document.querySelector('#matrix-director table');
        return table?.checkVisibility() && table.getBoundingClientRect().top < innerHeight;
      });
    }));
});

describeEngines('without a connection', {}, (travel) => {
  test('a reader who kept the guide reads a page not opened before, and searches', () =>
    travel(async (driver, host) => {
      await driver.open(`${host.root}roles/user/`);
      await driver.click('[data-offline] button:not([hidden])');
      await driver.wait(() =>
        document.querySelector('[data-offline] output')?.textContent.startsWith('The whole guide is on this device'),
      );
      host.down = true;
      await driver.open(`${host.root}career/moves/`);
      expect(await driver.eval(() => document.querySelector('article h1')?.checkVisibility())).toBe(true);
      expect(await driver.eval(() => location.pathname)).toBe('/career/moves/');
      await driver.open(`${host.root}search/?q=retention`);
      await driver.wait(isThere, '[data-search-results][data-state=done] mark');
    }));
});
