import puppeteer, { type KeyInput } from 'puppeteer-core';
import { isThere, SIZE, waitBy, type Driver, type Limit, type Running } from './driver.ts';

/** What about:config would say. Refusing all cookies refuses every kind of storage. */
const PREFERENCES: Record<Limit, Record<string, unknown>> = {
  JavaScript: { 'javascript.enabled': false },
  storage: { 'network.cookie.cookieBehavior': 2 },
  WebAssembly: { 'javascript.options.wasm': false },
};

/** @returns whether the element is there and has the focus now */
function takeFocus(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  return element !== null && element === document.activeElement;
}

/** Brings an element to the middle of the window. @returns where its own middle is, in CSS pixels */
function findMiddle(selector: string): { x: number; y: number } {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`There is no ${selector}.`);
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  // Of a link that is broken over two lines, the middle of the first: that of the whole may lie beside it.
  const { x, y, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Starts the Firefox at `path`. It is spoken to over WebDriver BiDi, which needs no driver beside it. */
export async function startFirefox(path: string, limit?: Limit): Promise<Running> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless: true,
    extraPrefsFirefox: limit ? PREFERENCES[limit] : {},
  });
  const begin = async (): Promise<Driver> => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport(SIZE);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) faults.push(message.text());
    });
    const look: Driver['eval'] = (work, given) => page.evaluate(work as (given: unknown) => never, given);
    const wait = waitBy(look);
    // Not page.click(): it looks for the place by a promise in the page, which never comes without JavaScript.
    const click: Driver['click'] = async (selector) => {
      await wait(isThere, selector);
      const { x, y } = await look(findMiddle, selector);
      await page.mouse.click(x, y);
    };
    return {
      open: async (address) => void (await page.goto(address)),
      eval: look,
      type: async (selector, words) => {
        await wait(takeFocus, selector);
        await page.keyboard.type(words);
      },
      press: async (keys) => {
        const held = keys.split('+') as KeyInput[];
        for (const key of held) await page.keyboard.down(key);
        for (const key of held.reverse()) await page.keyboard.up(key);
      },
      click,
      choose: async (selector, value) => {
        await wait(isThere, selector);
        await page.select(selector, value);
      },
      wait,
      shot: async (file) => void (await page.screenshot({ path: file as `${string}.png` })),
      faults: () => Promise.resolve(faults),
      close: () => context.close(),
    };
  };
  return { begin, stop: () => browser.close() };
}
