import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

/** How a build went. */
export interface Build {
  seconds: number;
  /** The most its processes held at one time, in bytes; what several share counts for each. */
  memory: number;
}

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

/** Runs a build with the Node at hand, as it is published. @throws with what it said when it fails */
export async function build(folder: string, command: readonly string[]): Promise<Build> {
  const { NODE_ENV: _mode, ...inherited } = process.env;
  const env = { ...inherited, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' } as NodeJS.ProcessEnv;
  const start = performance.now();
  const child = spawn(process.execPath, command, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  let memory = 0;
  const look = setInterval(() => {
    readMemory(child.pid ?? 0).then(
      (now) => (memory = Math.max(memory, now)),
      () => undefined,
    );
  }, INTERVAL);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`The build in ${folder} failed:\n${said.slice(-4000)}`);
  return { seconds: (performance.now() - start) / 1000, memory };
}
