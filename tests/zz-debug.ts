import { cpSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { serveDirectory } from './server.ts';
import { writeWorker } from '../src/offline/integration.ts';
const variant = process.argv[2];
const F = '/tmp/offline/dbg-' + variant;
rmSync(F, { recursive: true, force: true });
cpSync('/tmp/offline/dist', F, { recursive: true });
const patch = () => {
  let s = readFileSync(F + '/sw.js', 'utf8');
  if (variant.startsWith('noport')) s = s.replace(/\w+\?\.postMessage\(\w+\)/, '0');
  if (variant.startsWith('nopack')) s = s.replaceAll('CompressionStream`in', 'Xompression`in');
  writeFileSync(F + '/sw.js', s);
};
patch();
const s = await serveDirectory(F, '/');
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const c = await b.newContext();
const p = await c.newPage();
await p.goto(s.origin + '/');
await p.goto(s.origin + '/roles/user/');
await p.waitForTimeout(1500);
if (variant !== 'nosave') {
  await p.getByRole('button', { name: 'Keep this' }).click();
  await p.waitForTimeout(Number(process.argv[3] ?? 6000));
}
console.log(await p.locator('[data-offline] output').textContent());
writeFileSync(F + '/index.html', readFileSync(F + '/index.html', 'utf8') + ' ');
await writeWorker(F);
patch();
await p.goto(s.origin + '/roles/user/');
const wk = async () => 0;
const st = () =>
  p.evaluate(async () => {
    const r = await navigator.serviceWorker.getRegistration();
    return [!!r?.installing, !!r?.waiting, r?.active?.state, (await caches.keys()).length].join();
  });
const t0 = Date.now();
let last = '';
let nav = false;
while (Date.now() - t0 < 25000) {
  const x = await st();
  if (x !== last) console.log(Date.now() - t0, x);
  last = x;
  if (x.startsWith('false,true') && !nav) {
    nav = true;
    await p.goto(s.origin + '/roles/event/');
  }
  if (nav && x.startsWith('false,false')) break;
  await p.waitForTimeout(300);
}
await b.close();
await s.close();
