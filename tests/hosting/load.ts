/**
 * A sanity figure, not a benchmark: wrk against the nginx configuration in hosting/, over TLS, on this machine.
 * npm run load   (DIST=folder of a build, SECONDS_OF_LOAD=60, CONNECTIONS=256)
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, startNginx } from './servers.ts';
import { clear, layOut, listKinds } from './sites.ts';

const dist = process.env['DIST'] ?? 'dist';
const seconds = process.env['SECONDS_OF_LOAD'] ?? '60';
const connections = process.env['CONNECTIONS'] ?? '256';
/** Lines wrk prints only when something went wrong. */
const WRONG = /Socket errors:.*|Non-2xx or 3xx responses:.*/g;

function stop(words: string): never {
  console.error(words);
  process.exit(1);
}

/** A wrk script that asks for each address in turn, packed, as a browser would. */
function writeScript(addresses: readonly string[]): string {
  return [
    `local addresses = { ${addresses.map((address) => JSON.stringify(address)).join(', ')} }`,
    'local turn = 0',
    'request = function()',
    '  turn = turn % #addresses + 1',
    '  return wrk.format("GET", addresses[turn], { ["Host"] = "localhost", ["Accept-Encoding"] = "gzip" })',
    'end',
    '',
  ].join('\n');
}

const [nginx, wrk] = [findProgram('nginx'), findProgram('wrk')];
if (nginx === undefined || wrk === undefined) stop('This needs nginx and wrk. On Debian: apt-get install nginx wrk');
if (!existsSync(dist)) stop(`There is no ${dist}. Run npm run build first.`);

const site = layOut(dist, '/');
const folder = mkdtempSync(join(tmpdir(), 'guide-load-'));
const server = await startNginx(nginx, site);
try {
  const script = join(folder, 'mix.lua');
  writeFileSync(
    script,
    writeScript(
      listKinds(dist)
        .filter((kind) => !kind.missing)
        .map(({ address }) => address),
    ),
  );
  const origin = (server.https ?? '').replace('localhost', '127.0.0.1');
  const args = ['-t2', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, origin];
  const report = execFileSync(wrk, args).toString();
  console.log(report);
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(report)?.[1] ?? 0);
  const wrong = report.match(WRONG) ?? [];
  if (rate === 0 || wrong.length > 0) process.exitCode = 1;
  console.log(
    `${Math.round(rate)} requests a second at ${connections} connections for ${seconds} s; ${wrong.join(' ') || 'no errors'}`,
  );
} finally {
  await server.stop();
  clear(site);
  rmSync(folder, { recursive: true });
}
