import { cpSync, rmSync, readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { serveDirectory } from './server.ts';
import { writeWorker } from '../src/offline/integration.ts';
const variant = process.argv[2];
const F = '/tmp/offline/raw-' + variant;
rmSync(F, { recursive: true, force: true });
cpSync('/tmp/offline/dist', F, { recursive: true });
const s = await serveDirectory(F, '/');
const port = 9300 + Number(variant);
const proc = spawn(
  '/usr/bin/chromium',
  [
    '--headless=new',
    '--no-sandbox',
    `--remote-debugging-port=${port}`,
    `--user-data-dir=${mkdtempSync('/tmp/offline/prof-')}`,
    'about:blank',
  ],
  { stdio: 'ignore' },
);
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
let targets: any;
for (let i = 0; i < 50 && !targets; i++) {
  await sleep(200);
  targets = await fetch(`http://localhost:${port}/json`)
    .then((r) => r.json())
    .catch(() => undefined);
}
const ws = new WebSocket(targets.find((t: any) => t.type === 'page').webSocketDebuggerUrl);
await new Promise((r) => ws.addEventListener('open', r));
let n = 0;
const wait = new Map<number, (x: any) => void>();
ws.addEventListener('message', (m) => {
  const d = JSON.parse(String(m.data));
  wait.get(d.id)?.(d.result);
});
const send = (method: string, params = {}) =>
  new Promise<any>((r) => {
    wait.set(++n, r);
    ws.send(JSON.stringify({ id: n, method, params }));
  });
const ev = async (expression: string) =>
  (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result?.value;
const go = async (u: string) => {
  await send('Page.navigate', { url: s.origin + u });
  await sleep(1500);
};
await go('/');
await go('/roles/user/');
await ev(`document.querySelector('[data-offline] button').click()`);
await sleep(6000);
console.log(await ev(`document.querySelector('[data-offline] output').value`));
writeFileSync(F + '/index.html', readFileSync(F + '/index.html', 'utf8') + ' ');
await writeWorker(F);
await go('/roles/user/');
const st = () =>
  ev(
    `navigator.serviceWorker.getRegistration().then(async r => [!!r?.installing, !!r?.waiting, r?.active?.state, (await caches.keys()).length].join())`,
  );
const t0 = Date.now();
let last = '';
let nav = false;
while (Date.now() - t0 < 40000) {
  const x = await st();
  if (x !== last) console.log(Date.now() - t0, x);
  last = x;
  if (x.startsWith('false,true') && !nav) {
    nav = true;
    await go('/roles/event/');
  }
  await sleep(300);
}
ws.close();
proc.kill();
await s.close();
process.exit();
