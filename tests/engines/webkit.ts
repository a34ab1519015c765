import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { Builder, By, Capabilities, error, Key, type WebDriver, type WebElement } from 'selenium-webdriver';
import { isThere, SIZE, waitBy, type Driver, type Limit, type Running } from './driver.ts';

/** The programs of WebKitGTK and the screen it is shown on. */
export interface FoundWebKit {
  driver: string;
  browser: string;
  screen: string;
}

const ARGUMENTS: Partial<Record<Limit, string>> = {
  JavaScript: '--enable-javascript=false',
  storage: '--enable-html5-local-storage=false',
};
const STARTS_WITHIN = 10_000;
const REACHES_WITHIN = 10_000;
const KEYS: Record<string, string> = {
  Control: Key.CONTROL,
  Escape: Key.ESCAPE,
  Enter: Key.ENTER,
  ArrowDown: Key.ARROW_DOWN,
};

/** WebKitGTK does not tell its console to a driver: from when a page is open, the page keeps its faults itself. */
function keepFaults(): void {
  const page = globalThis as unknown as { faults: string[] };
  page.faults = [];
  addEventListener('error', ({ message }) => page.faults.push(message));
  addEventListener('unhandledrejection', ({ reason }) => page.faults.push(String(reason)));
  addEventListener('securitypolicyviolation', (event) =>
    page.faults.push(`${event.effectiveDirective} ${event.blockedURI}`),
  );
}

/** The list of a select is a window of its own, out of the driver’s reach: this does what choosing in it does. */
function chooseValue({ selector, value }: { selector: string; value: string }): void {
  const select = document.querySelector<HTMLSelectElement>(selector);
  if (!select) throw new Error(`There is no ${selector}.`);
  select.value = value;
  for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true }));
}

/** A screen in memory, on the first number that is free. */
async function openScreen(program: string): Promise<{ screen: ChildProcess; name: string }> {
  // -noreset: it would start over whenever a browser closes, and be away when the next one opens.
  const args = ['-displayfd', '3', '-screen', '0', '1400x1200x24', '-nolisten', 'tcp', '-noreset'];
  const screen = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer];
  return { screen, name: `:${number.toString().trim()}` };
}

async function takeFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

/** @throws when the driver does not answer in time */
async function whenReady(origin: string): Promise<void> {
  for (const until = Date.now() + STARTS_WITHIN; Date.now() < until;) {
    const up = await fetch(`${origin}/status`).then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`WebKitWebDriver did not answer within ${STARTS_WITHIN / 1000} s.`);
}

/** A scroll reaches the driver late: until then it calls an element out of reach, and leaves it alone. */
async function whenInReach(act: () => Promise<void>, selector: string): Promise<void> {
  for (const until = Date.now() + REACHES_WITHIN; ; await new Promise((later) => setTimeout(later, 50))) {
    try {
      await act();
      return;
    } catch (cause) {
      if (cause instanceof error.ElementNotInteractableError && Date.now() < until) continue;
      throw new Error(`${selector} cannot be clicked: ${String(cause)}`);
    }
  }
}

function drive(session: WebDriver, watched: boolean): Driver {
  const look: Driver['eval'] = (work, given) => session.executeScript(work as (given: unknown) => never, given);
  const wait = waitBy(look);
  const find = async (selector: string): Promise<WebElement> => {
    await wait(isThere, selector);
    return session.findElement(By.css(selector));
  };
  const click: Driver['click'] = async (selector) => {
    const element = await find(selector);
    const bring = (found: Element): void => found.scrollIntoView({ block: 'center', behavior: 'instant' });
    await session.executeScript(bring, element);
    await whenInReach(() => element.click(), selector);
  };
  return {
    open: async (address) => {
      await session.get(address);
      if (watched) await look(keepFaults);
    },
    eval: look,
    type: async (selector, words) => (await find(selector)).sendKeys(words),
    press: async (keys) => {
      const held = keys.split('+').map((key) => KEYS[key] ?? key);
      const actions = session.actions();
      for (const key of held) actions.keyDown(key);
      for (const key of held.reverse()) actions.keyUp(key);
      await actions.perform();
    },
    click,
    choose: async (selector, value) => {
      await find(selector);
      await look(chooseValue, { selector, value });
    },
    wait,
    shot: async (file) => {
      writeFileSync(file, await session.takeScreenshot(), 'base64');
    },
    faults: () => look(() => (globalThis as unknown as { faults?: string[] }).faults ?? []),
    close: () => session.quit(),
  };
}

/** Starts WebKitWebDriver on a screen of its own. Each page is a session, which is a browser of its own. */
export async function startWebKit(found: FoundWebKit, limit?: Limit): Promise<Running> {
  const { screen, name } = await openScreen(found.screen);
  const port = await takeFreePort();
  const env = { ...process.env, DISPLAY: name, NO_AT_BRIDGE: '1' };
  const driver = spawn(found.driver, [`--port=${port}`], {
    env: limit === 'WebAssembly' ? { ...env, JSC_useWasm: '0' } : env,
    stdio: 'ignore',
  });
  const children = [driver, screen];
  const end = (): void => children.forEach((child) => void child.kill());
  // Not everybody who starts a browser gets to stop it.
  process.once('exit', end);
  const origin = `http://127.0.0.1:${port}`;
  const args = ['--automation', ...(limit && ARGUMENTS[limit] ? [ARGUMENTS[limit]] : [])];
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: found.browser, args },
  });
  await whenReady(origin);
  return {
    begin: async () => {
      const session = await new Builder().usingServer(origin).withCapabilities(capabilities).build();
      await session
        .manage()
        .window()
        .setRect({ x: 0, y: 0, ...SIZE });
      return drive(session, limit !== 'JavaScript');
    },
    stop: async () => {
      process.off('exit', end);
      end();
      await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'close')));
    },
  };
}
