import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findProgram, startNginx, type RunningServer, type ServedSite } from './servers.ts';
import { clear, layOut } from './sites.ts';

const FOLDER = 'tests/hosting/observatory';
const GOAL = 130;
const nginx = findProgram('nginx');
const installed = existsSync(`${FOLDER}/node_modules/@mdn/mdn-http-observatory`);
if (!installed)
  console.warn(`\n*** The Observatory is not installed: the headers are NOT scored. npm ci --prefix ${FOLDER} ***\n`);

interface Scored {
  score: number;
  grade: string;
  results: { result: string; points: number }[];
}

describe.skipIf(nginx === undefined || !installed)('MDN’s HTTP Observatory, before nginx over TLS', () => {
  let site: ServedSite;
  let server: RunningServer;
  beforeAll(async () => {
    site = layOut(inject('dist'), '/');
    server = await startNginx(nginx ?? '', site);
  });
  afterAll(async () => {
    await server.stop();
    clear(site);
  });

  test.each(['/', '/roles/user/', '/search/'])(`gives %s at least ${GOAL} points and A+`, (path) => {
    const ports = [server.http, server.https ?? ''].map((origin) => new URL(origin).port);
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: server.certificate ?? '' };
    const answer = execFileSync(process.execPath, [`${FOLDER}/score.ts`, 'localhost', ...ports, path], {
      env,
      stdio: 'pipe',
    });
    const { score, grade, results } = JSON.parse(answer.toString()) as Scored;
    console.log(`${path} scores ${score}, ${grade}`);
    const words = results.map(({ result, points }) => `${points} ${result}`).join('\n');
    expect(score, words).toBeGreaterThanOrEqual(GOAL);
    expect(grade).toBe('A+');
    // Nothing may cost a point, whatever the bonuses make up for.
    expect(results.filter(({ points }) => points < 0)).toEqual([]);
  });
});
