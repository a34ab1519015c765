import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

/** How often the memory is looked at, in milliseconds. */
const INTERVAL = 200;

/** Bytes that a process and all it has started hold now. `ps` has them on Linux and macOS. */
async function readMemory(root: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const family = new Set([root]);
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const [pid = 0, parent = 0] of rows) if (family.has(parent)) family.add(pid);
  }
  return rows.reduce((sum, [pid = 0, , kilobytes = 0]) => sum + (family.has(pid) ? kilobytes * 1024 : 0), 0);
}

/**
 * Starts a build with the Node at hand, as it is published.
 * @returns its process, and its end, which rejects with what the build said when it fails
 */
function start(folder: string, command: readonly string[]): { pid: number; ended: Promise<void> } {
  const { NODE_ENV: _mode, ...inherited } = process.env;
  const env = { ...inherited, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, command, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<void>((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The build in ${folder} failed:\n${said.slice(-4000)}`));
    });
  });
  return { pid: child.pid ?? 0, ended };
}

/** Builds, with nothing beside it. @returns the seconds it took. @throws with what it said when it fails */
export async function build(folder: string, command: readonly string[]): Promise<number> {
  const begun = performance.now();
  await start(folder, command).ended;
  return (performance.now() - begun) / 1000;
}

/**
 * Builds, and looks at its memory all the while. Not in a build that is timed: on two processors the looking takes some
 * 7 % of both, and whoever uses them the more pays the more.
 * @returns the most its processes held at one time, in bytes; what several share counts for each
 * @throws with what the build said when it fails
 */
export async function weighMemory(folder: string, command: readonly string[]): Promise<number> {
  const { pid, ended } = start(folder, command);
  let most = 0;
  const look = setInterval(() => {
    readMemory(pid).then(
      (now) => (most = Math.max(most, now)),
      () => undefined,
    );
  }, INTERVAL);
  await ended.finally(() => {
    clearInterval(look);
  });
  return most;
}
