/**
 * Scores a site on this machine by the rules of MDN's HTTP Observatory, offline. Run as a program of its own, because
 * Node reads the certificate to trust (NODE_EXTRA_CA_CERTS) only when it starts:
 * node score.ts localhost <http port> <https port> <path>   prints { score, grade, results } as JSON
 */
import { existsSync, writeFileSync } from 'node:fs';

interface Output {
  result: string;
}
interface Scorer {
  retrieve(host: string, options: { httpPort: number; httpsPort: number; path: string }): Promise<unknown>;
  ALL_TESTS: ((requests: unknown) => Output)[];
  getScoreModifier(result: string): number;
  getGradeForScore(score: number): { grade: string };
}

/** Bonus points count only for a site that has at least this many without them. */
const BONUS_FROM = 90;
const PACKAGE = new URL('./node_modules/@mdn/mdn-http-observatory/', import.meta.url);

async function loadScorer(): Promise<Scorer> {
  // The list of preloaded names, which the install script would have fetched; a local name is on none.
  const preloaded = new URL('conf/hsts-preload.json', PACKAGE);
  if (!existsSync(preloaded)) writeFileSync(preloaded, '{}');
  const files = ['src/retriever/retriever.js', 'src/constants.js', 'src/grader/grader.js'];
  const parts = await Promise.all(files.map((file) => import(new URL(file, PACKAGE).href) as Promise<Partial<Scorer>>));
  return Object.assign({}, ...parts) as Scorer;
}

const [host = 'localhost', httpPort, httpsPort, path = '/'] = process.argv.slice(2);
const scorer = await loadScorer();
const requests = await scorer.retrieve(host, { httpPort: Number(httpPort), httpsPort: Number(httpsPort), path });
const results = scorer.ALL_TESTS.map((test) => test(requests)).map(({ result }) => ({
  result,
  points: scorer.getScoreModifier(result),
}));
const without = results.reduce((sum, { points }) => sum + Math.min(points, 0), 100);
const score = without >= BONUS_FROM ? results.reduce((sum, { points }) => sum + points, 100) : without;
console.log(JSON.stringify({ score, grade: scorer.getGradeForScore(score).grade, results }));
process.exit(0);
