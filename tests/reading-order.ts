import type { Page } from 'playwright-core';

const LANDMARKS = ['banner', 'navigation', 'search', 'main', 'complementary', 'contentinfo', 'region'];
const FURNITURE = ['banner', 'navigation', 'search', 'contentinfo'];
/** A line of an accessibility tree as Playwright writes it: depth, role, name, level. */
const NODE = /^(\s*)- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?(?:.*\[level=(\d)\])?/;

/**
 * What a screen reader meets on a page, in order: landmarks and headings everywhere, links and controls outside the
 * text. Taken from the tree that the browser makes of the page as styled, so what is not shown is not there.
 */
export async function readOrder(page: Page): Promise<string> {
  const tree = await page.locator('body').ariaSnapshot();
  const open: { depth: number; role: string }[] = [];
  const lines: string[] = [];
  for (const line of tree.split('\n')) {
    const [, indent = '', role = '', name = '', level] = NODE.exec(line) ?? [];
    if (!role) continue;
    while ((open.at(-1)?.depth ?? -1) >= indent.length) open.pop();
    const spoken = `${'  '.repeat(open.length)}${role}${level ? ` ${level}` : ''}${name && `: ${name}`}`;
    const isLandmark = LANDMARKS.includes(role);
    const isControl = ['link', 'button', 'searchbox', 'textbox', 'combobox', 'radio'].includes(role);
    if (isLandmark || role === 'heading' || (isControl && FURNITURE.includes(open.at(-1)?.role ?? '')))
      lines.push(spoken);
    if (isLandmark) open.push({ depth: indent.length, role });
  }
  return `${lines.join('\n')}\n`;
}
