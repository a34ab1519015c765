import { expect, inject, test } from 'vitest';
import { describeEngines } from './engines.ts';

const SITES = [
  { place: 'at the root', site: { dist: inject('dist'), base: '/' } },
  { place: 'under a base path', site: { dist: inject('baseDist'), base: '/ops-guide/' } },
];
const DONE = 'dialog[open] [data-search-results][data-state=done]';

for (const { place, site } of SITES) {
  describeEngines(`a reader ${place}`, { site }, (travel) => {
    test('reads a guide: both lists stand open, and the contents lead to sections and mark the one being read', () =>
      travel(async (driver, { root }) => {
        await driver.open(`${root}roles/user/`);
        expect(await driver.eval(() => document.querySelector('h1')?.textContent)).toContain('User operations');
        expect(
          await driver.eval(() => [...document.querySelectorAll('.side nav')].map((nav) => nav.checkVisibility())),
        ).toEqual([true, true]);
        await driver.click('.toc a[href="#ladder"]');
        await driver.wait(() => document.querySelector('.toc [aria-current]')?.textContent.trim() === 'The ladder');
        await driver.wait(() => Math.abs(document.querySelector('#ladder')?.getBoundingClientRect().top ?? 999) < 200);
        expect(await driver.eval(() => location.href)).toBe(`${root}roles/user/#ladder`);
        await driver.click('.lines a[href$="/roles/product/"]');
        await driver.wait((address) => location.href === address, `${root}roles/product/`);
        expect(await driver.eval(() => document.querySelector('.lines [aria-current=page]')?.textContent)).toContain(
          'Product',
        );
      }));

    test('shares a section: its link is its address, and opened cold it lands on the heading', () =>
      travel(async (driver, { root }) => {
        await driver.open(`${root}roles/event/`);
        await driver.click('.h2:has(#week) .anchor');
        await driver.wait(() => location.hash === '#week');
        const address = await driver.eval(() => location.href);
        await driver.open('about:blank');
        await driver.open(address);
        await driver.wait(() => {
          const top = document.querySelector('#week')?.getBoundingClientRect().top ?? -1;
          return top >= 0 && top < 200;
        });
      }));

    test('searches from the dialog by keyboard, lands on a section with the word, and clears the marks', () =>
      travel(async (driver, { root }) => {
        await driver.open(root);
        await driver.press('Control+k');
        await driver.wait(() => document.activeElement?.id === 'dialog-words');
        await driver.type('#dialog-words', 'retention');
        await driver.wait((done) => document.querySelectorAll(`${done} ol mark`).length > 0, DONE);
        await driver.press('ArrowDown');
        expect(await driver.eval(() => document.activeElement?.textContent)).toContain('Retention');
        await driver.press('Enter');
        await driver.wait(() => location.hash !== '' && document.querySelector('.unmark') !== null);
        expect(await driver.eval(() => document.querySelector(location.hash)?.textContent)).toMatch(/retention/i);
        expect(await driver.eval(() => CSS.highlights.size)).toBe(1);
        await driver.press('Escape');
        await driver.wait(() => CSS.highlights.size === 0 && document.querySelector('.unmark') === null);
      }));

    test('searches from the search page in two languages, and the address says what was searched', () =>
      travel(async (driver, { root }) => {
        const first = (words: string) =>
          driver.wait((given) => document.querySelector('[data-search-results] a')?.textContent.includes(given), words);
        await driver.open(`${root}search/?q=churn&role=user`);
        await first('Churn');
        await driver.eval(() => {
          document.querySelector<HTMLInputElement>('#search-words')?.select();
        });
        await driver.type('#search-words', '拉新');
        await first('Acquisition');
        await driver.wait(() => new URLSearchParams(location.search).get('q') === '拉新');
        expect(await driver.eval(() => new URLSearchParams(location.search).get('role'))).toBe('user');
      }));
  });
}
