import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Everything that WCAG 2.2 asks at A and AA, good practice, targets of 24 pixels, and of AAA the contrast of text. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** Characters such as × and → are judged like letters; axe would leave them to a person. */
const checks = {
  'color-contrast': { options: { ignoreUnicode: false } },
  'color-contrast-enhanced': { options: { ignoreUnicode: false } },
};
/** RunOptions lack `checks`, which axe documents and takes. */
type Options = RunOptions & { checks: typeof checks };
const ALL: Options = {
  runOnly: { type: 'tag', values: TAGS },
  rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
  resultTypes: ['violations', 'incomplete'],
  checks,
};
/** The rules whose outcome the theme can change: they look at colours and nothing else. */
const COLOURS: Options = {
  runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] },
  resultTypes: ['violations', 'incomplete'],
  checks,
};
export const RULES = { all: ALL, colours: COLOURS };

/**
 * The plate of a line, in HTML and in the drawings. Its two letters are a sign, not text to read: white on the six hues
 * of the visual language has 5.5 to 6.7:1, the name always stands beside or behind it as well, and 7:1 would make the
 * hues too dark to tell apart. The rule of 4.5:1 (color-contrast) holds for it as for everything.
 */
const SIGNS = ['.plate', '.code'];

/** Makes axe ready in a page. It comes without @axe-core/playwright, which opens a further page for every run. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  await page.evaluate((signs) => {
    const selector = `*${signs.map((sign) => `:not(${sign})`).join('')}`;
    window.axe.configure({ rules: [{ id: 'color-contrast-enhanced', selector }] });
  }, SIGNS);
}

/** What axe finds wrong in a loaded page, and what it cannot judge: both are faults here. One line each. */
export async function findFaults(page: Page, rules: Options = RULES.all): Promise<string[]> {
  const { violations, incomplete } = await page.evaluate(
    (options): Promise<AxeResults> => window.axe.run(document, options),
    rules,
  );
  const list = (verdict: string, found: typeof violations): string[] =>
    found.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, any, all, none }) =>
          `${verdict} ${id}: ${target.join(' ')} (${[...any, ...all, ...none][0]?.message})`,
      ),
    );
  return [...list('wrong', violations), ...list('cannot judge', incomplete)];
}
