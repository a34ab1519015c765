import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** For what is to be seen as most readers do, who have not asked for less motion. */
export const MOVING = { reducedMotion: 'no-preference' } as const;

/**
 * Opens a blank page in a context of its own, runs the test, and closes the context whatever happens. The context asks
 * for less motion unless the options say otherwise.
 */
export async function withBlankPage<T>(
  browser: Browser,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  try {
    return await look(await context.newPage());
  } finally {
    await context.close();
  }
}

/**
 * Has a page say that its reader saves data: it is set in the letters at hand. Its own come in time for the first frame
 * or not at all, so without this it depends on how busy the machine is which letters a test sees.
 */
export const saveData = (page: Page | BrowserContext): Promise<unknown> =>
  page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));

/** The same for the page at an address. */
export function withPage<T>(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<T> {
  return withBlankPage(browser, options, async (page) => {
    await prepare?.(page);
    await page.goto(address);
    return look(page);
  });
}

/** Puts rules of the reader's own after all others of the page, in place of those put there before. */
export async function setRules(page: Page, css: string): Promise<void> {
  await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

/**
 * What of a page lies outside the window to the left or right, or is cut off in a box that does not scroll. What stands
 * in a region that scrolls by itself is in reach; what is clipped to nothing is for speech only.
 */
export function findLosses(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().slice(0, 40)}”`;
    const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const excused = (element: Element): boolean => {
      for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
        const style = getComputedStyle(one);
        if (style.clipPath !== 'none' || one.matches('.skip:not(:focus)')) return true;
        if (one !== element && scrolls(one)) return true;
      }
      return false;
    };
    const root = document.documentElement;
    const losses =
      root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide in ${root.clientWidth}`] : [];
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility() || excused(element)) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 1 && (left < -1 || right > root.clientWidth + 1)) losses.push(`outside the window: ${name(element)}`);
      const { overflowX, overflowY } = getComputedStyle(element);
      const cut =
        (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (cut && element.textContent.trim() && !(element instanceof SVGElement))
        losses.push(`cut off: ${name(element)}`);
    }
    return losses;
  });
}

/** A thing to press or follow, as large as the part of it that takes a press. */
export interface Target {
  name: string;
  width: number;
  height: number;
  kind: 'control' | 'navigation' | 'breadcrumb' | 'beside' | 'link';
}

/**
 * All targets of a page that stand by themselves, disclosures opened: a link within a sentence is as high as its line,
 * and left out, as is what takes no press.
 */
export function findTargets(page: Page): Promise<Target[]> {
  return page.evaluate(() => {
    const inSentence = (link: Element): boolean => {
      if (getComputedStyle(link).display !== 'inline' || link.closest('svg')) return false;
      let block: Element | null = link.parentElement;
      while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
      if (!block) return false;
      const rest = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest('a, .plate') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      );
      while (rest.nextNode()) if (/[\p{L}\p{N}]/u.test(rest.currentNode.nodeValue ?? '')) return true;
      return false;
    };
    for (const closed of document.querySelectorAll('details')) closed.open = true;
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
      .filter((element) => element.checkVisibility() && !element.matches('.skip') && !inSentence(element))
      .filter((element) => getComputedStyle(element).pointerEvents !== 'none')
      .map((element) => {
        const label = element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label') : null;
        const { width, height } = (label ?? element).getBoundingClientRect();
        const kinds = [
          ['button, .button, input, select, textarea, summary', 'control'],
          ['.crumbs a', 'breadcrumb'],
          ['.side a', 'beside'],
          ['nav a', 'navigation'],
        ] as const;
        const words = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 30);
        return {
          name: `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${words}”`,
          width: Math.round(width * 10) / 10,
          height: Math.round(height * 10) / 10,
          kind: kinds.find(([selector]) => element.matches(selector))?.[1] ?? 'link',
        };
      });
  });
}

/** How many characters stand on each line of running text that the next word did not fit on. */
export function measureLines(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const full: number[] = [];
    const range = document.createRange();
    for (const block of document.querySelectorAll('main :is(p, li, dd)')) {
      if (!block.checkVisibility() || block.querySelector('p, li, dd, table, svg, math')) continue;
      const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let line = '';
      let right = -Infinity;
      while (texts.nextNode()) {
        for (const { 0: word, index } of (texts.currentNode.nodeValue ?? '').matchAll(/\S+\s*|\s+/g)) {
          range.setStart(texts.currentNode, index);
          range.setEnd(texts.currentNode, index + word.length);
          const box = range.getClientRects()[0];
          if (!box || box.width === 0) continue;
          if (box.left < right - 1) {
            full.push(line.trimEnd().length);
            line = '';
          }
          line += word.replace(/\s+/g, ' ');
          right = box.right;
        }
      }
    }
    return full;
  });
}
