import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { BASE } from './setup.ts';

/** What `npm start` does once the site is built, in a folder whose dist/ is that site. */
const PROGRAM = resolve('src/build/serve.ts');
const ADDRESS = /^The guide is on (http:\/\/localhost:(\d+)\/\S*) /m;
/** Commands by which programs open a browser. */
const OPENERS = ['xdg-open', 'open', 'start', 'sensible-browser', 'x-www-browser', 'gnome-open', 'wslview'];

let folder = '';
let program: ChildProcess | undefined;
let said = '';
let blocker: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  said = '';
});

afterEach(async () => {
  await stop('SIGKILL');
  await new Promise((done) => (blocker ? blocker.close(done) : done(undefined)));
  blocker = undefined;
  rmSync(folder, { recursive: true });
});

/** Starts the server on a built site and gives the address it says. */
function start(dist: string, env: Record<string, string> = {}): Promise<string> {
  symlinkSync(resolve(dist), join(folder, 'dist'), 'junction');
  const child = spawn(process.execPath, [PROGRAM], { cwd: folder, env: { ...process.env, PORT: '0', ...env } });
  program = child;
  return new Promise((done, fail) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = ADDRESS.exec(said)?.[1];
      if (address) done(address);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => {
      fail(new Error(`ended with ${code}: ${said}`));
    });
  });
}

/** Ends the server and gives the signal that ended it. */
async function stop(signal: NodeJS.Signals): Promise<string | null> {
  const child = program;
  program = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return null;
  const ended = new Promise<string | null>((done) => child.once('exit', (_code, by) => done(by)));
  child.kill(signal);
  return ended;
}

/** Takes a port of this machine, as another program would. */
async function takePort(): Promise<number> {
  const server = (blocker = createServer());
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}

describe('npm start', () => {
  test('says the address, and serves the guide there', async () => {
    const address = await start(inject('dist'));
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('text/html');
    expect(await response.text()).toContain('<h1');
    expect((await fetch(`${address}roles/user/`)).status).toBe(200);
    expect((await fetch(`${address}search-terms.json`)).headers.get('content-type')).toMatch('application/json');
  });

  test('answers 404 with the guide’s own page where there is none', async () => {
    const address = await start(inject('dist'));
    for (const path of ['no/such/page/', 'no-such-file.js', '%2e%2e/package.json']) {
      const response = await fetch(address + path);
      expect(response.status, path).toBe(404);
      expect(await response.text()).toContain('href="/search/"');
    }
  });

  test('moves to the next free port where one is taken, and says so', async () => {
    const port = await takePort();
    const address = await start(inject('dist'), { PORT: String(port) });
    expect(said).toContain(`Port ${port} is taken, trying ${port + 1}.`);
    expect(Number(new URL(address).port)).toBeGreaterThan(port);
    expect((await fetch(address)).status).toBe(200);
  });

  test('serves under a base path, and leads there from the root', async () => {
    const address = await start(inject('baseDist'), { BASE_PATH: BASE });
    expect(new URL(address).pathname).toBe(BASE);
    expect((await fetch(`${address}roles/user/`)).status).toBe(200);
    expect((await fetch(`${address}no/such/page/`)).status).toBe(404);
    const root = await fetch(new URL(address).origin, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, BASE]);
  });

  test('opens no browser, and ends with Ctrl-C', async () => {
    const commands = join(folder, 'commands');
    mkdirSync(commands);
    for (const name of OPENERS) {
      writeFileSync(join(commands, name), `#!/bin/sh\n: > '${join(folder, `opened-by-${name}`)}'\n`);
      chmodSync(join(commands, name), 0o755);
    }
    const address = await start(inject('dist'), { PATH: commands });
    expect((await fetch(address)).status).toBe(200);
    expect(await stop('SIGINT')).toBe('SIGINT');
    expect(readdirSync(folder).filter((name) => name.startsWith('opened'))).toEqual([]);
  });
});
