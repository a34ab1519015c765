/**
 * Adds what is new on the built site to the baseline: npm run permalinks. It never takes anything out, and writes nothing
 * while an old address or id goes unanswered. To break a promise on purpose, delete its line from the file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  collectPermalinks,
  findNew,
  findVanished,
  formatPermalinks,
  mergePermalinks,
  type Permalinks,
} from './permalinks.ts';
import listed from './redirects.json' with { type: 'json' };
import { parseRedirects } from './redirects.ts';

const [dist = 'dist', file = 'tests/permalinks.json'] = process.argv.slice(2);
const redirects = parseRedirects(listed);
const baseline = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Permalinks) : {};
const now = collectPermalinks(dist, redirects);

const vanished = findVanished(baseline, now, redirects);
if (vanished.length > 0) {
  console.error(`Nothing was written; ${vanished.length} old links go unanswered:\n  ${vanished.join('\n  ')}`);
  process.exit(1);
}
const merged = mergePermalinks(baseline, now);
writeFileSync(file, formatPermalinks(merged));
const ids = Object.values(merged).reduce((sum, list) => sum + list.length, 0);
console.log(
  `${file}: ${Object.keys(merged).length} addresses, ${ids} ids, ${findNew(baseline, now).length} of them new`,
);
