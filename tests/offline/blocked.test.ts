import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { KEEP, REMOVE, button, report } from './control.ts';
import { openHost } from './host.ts';
import { SOON } from './worker.ts';

test('where storage is blocked pages work, nothing is registered, and saving says why it cannot', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'blocked-'));
  const host = await openHost(inject('dist'), '/');
  const { path, args } = inject('browser');
  mkdirSync(join(profile, 'Default'));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, { executablePath: path, args });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(host.root);
  expect(
    await page.evaluate(() =>
      Promise.resolve()
        .then(() => localStorage.length)
        .catch(({ name }: Error) => name),
    ),
  ).toBe('SecurityError');
  await page.goto(`${host.root}roles/user/`);
  await page.waitForLoadState('networkidle');
  expect(host.asked).not.toContain('sw.js');
  await button(page, KEEP).click();
  await expect
    .poll(() => report(page).textContent(), SOON)
    .toBe('This browser lets the guide keep nothing on this device.');
  expect(await button(page, REMOVE).isVisible()).toBe(false);
  expect(errors).toEqual([]);
  await context.close();
  await host.close();
  for (const folder of [profile, host.folder]) rmSync(folder, { recursive: true });
});
