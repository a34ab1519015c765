import type { Page } from 'playwright-core';

const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/**
 * Puts the focus on every stop of a page, as the keyboard does. A fault is a stop without a visible ring of at least 2
 * pixels, one outside the window, or one that something fixed or sticky lies over.
 */
export async function visitStops(page: Page): Promise<{ stops: number; faults: string[] }> {
  // After a key, browsers show the ring of whatever is focused next.
  await page.keyboard.press('Tab');
  return page.evaluate((selector) => {
    const pinnedOf = (element: Element | null): Element | null => {
      for (let one = element; one; one = one.parentElement)
        if (/fixed|sticky/.test(getComputedStyle(one).position)) return one;
      return null;
    };
    const findFault = (element: Element): string => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      if (!element.matches(':focus')) return 'takes no focus';
      if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || /, 0\)$/.test(outlineColor)) return 'no ring';
      const seen = [...element.getClientRects()]
        .flatMap(({ left, right, top, bottom }) =>
          [left + 2, (left + right) / 2, right - 2].flatMap((x) =>
            [top + 2, (top + bottom) / 2, bottom - 2].map((y) => ({ x, y })),
          ),
        )
        .filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
      if (seen.length === 0) return 'outside the window';
      const over = seen
        .map(({ x, y }) => pinnedOf(document.elementFromPoint(x, y)))
        .find((pinned) => pinned && !pinned.contains(element));
      return over ? `under ${over.tagName.toLowerCase()}.${over.getAttribute('class') ?? over.id}` : '';
    };
    const stops = [...document.querySelectorAll<HTMLElement | SVGAElement>(selector)].filter((stop) =>
      stop.checkVisibility({ visibilityProperty: true }),
    );
    const faults: string[] = [];
    for (const stop of stops) {
      stop.focus();
      const fault = findFault(stop);
      const name = (stop.getAttribute('aria-label') ?? stop.textContent).trim().slice(0, 40);
      if (fault) faults.push(`${fault}: ${stop.tagName.toLowerCase()}.${stop.getAttribute('class') ?? ''} “${name}”`);
    }
    return { stops: stops.length, faults };
  }, STOPS);
}

/** Presses Tab from the top of the page until the focus leaves it: the stops as walked, and as the text lists them. */
export async function walkByKeyboard(page: Page): Promise<{ walked: string[]; listed: string[] }> {
  const listed = await page.evaluate((selector) => {
    const stops = [...document.querySelectorAll(selector)].filter((stop) =>
      stop.checkVisibility({ visibilityProperty: true }),
    );
    for (const [index, stop] of stops.entries()) stop.setAttribute('data-stop', `${index} ${stop.textContent.trim()}`);
    return stops.map((stop) => stop.getAttribute('data-stop') ?? '');
  }, STOPS);
  const walked: string[] = [];
  while (walked.length <= listed.length) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? '');
    if (!stop) break;
    walked.push(stop);
  }
  return { walked, listed };
}
