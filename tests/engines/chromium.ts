import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import type { FoundBrowser } from '../browser.ts';
import { SIZE, waitBy, type Driver, type Limit, type Running } from './driver.ts';

async function drive(context: BrowserContext, clear: () => void): Promise<Driver> {
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(String(error.error())));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const look: Driver['eval'] = (work, given) => page.evaluate(work as (given: unknown) => never, given);
  return {
    open: async (address) => void (await page.goto(address)),
    eval: look,
    type: (selector, words) => page.locator(selector).first().pressSequentially(words),
    press: (keys) => page.keyboard.press(keys),
    click: (selector) => page.locator(selector).first().click(),
    choose: async (selector, value) => void (await page.locator(selector).selectOption(value)),
    wait: waitBy(look),
    shot: async (file) => void (await page.screenshot({ path: file })),
    faults: () => Promise.resolve(faults),
    close: async () => {
      await context.close();
      clear();
    },
  };
}

/** Whether this browser heeds the settings of a profile. The shell that the one from npm is has none. */
export const heedsSettings = ({ args }: FoundBrowser): boolean => !args.some((arg) => /^--headless=.?shell/.test(arg));

/** A profile whose settings refuse this and every site a place to store anything, as “Block all cookies” does. */
function makeBlockedProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'guide-chromium-'));
  mkdirSync(join(profile, 'Default'));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

export async function startChromium({ path, args }: FoundBrowser, limit?: Limit): Promise<Running> {
  const options = { executablePath: path, args };
  if (limit === 'storage') {
    // A setting of the profile: each page gets a browser of its own.
    return {
      begin: async () => {
        const profile = makeBlockedProfile();
        const context = await chromium.launchPersistentContext(profile, { ...options, viewport: SIZE });
        return drive(context, () => {
          rmSync(profile, { recursive: true, force: true });
        });
      },
      stop: () => Promise.resolve(),
    };
  }
  // Without its compilers V8 has no WebAssembly, as in the strictest settings of some readers.
  const flags = limit === 'WebAssembly' ? ['--js-flags=--jitless'] : [];
  const browser = await chromium.launch({ ...options, args: [...args, ...flags] });
  return {
    begin: async () =>
      drive(await browser.newContext({ viewport: SIZE, javaScriptEnabled: limit !== 'JavaScript' }), () => undefined),
    stop: () => browser.close(),
  };
}
