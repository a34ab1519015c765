/**
 * Lighthouse on one page of each kind, as built and packed with Brotli: 100 in all four categories, or exit 1.
 * npm run lighthouse [folder of a build; dist is built when left out] [addresses]
 */
import { execFileSync } from 'node:child_process';
import { findBrowser } from '../browser.ts';
import { servePacked } from '../packed.ts';
import { PAGE_TYPES } from '../pages.ts';
import { serveDirectory } from '../server.ts';
import { CATEGORIES, middleOf, score, type Report } from './lighthouse.ts';

const RUNS = 3;

const isPerfect = ({ scores }: Report): boolean => CATEGORIES.every((category) => scores[category] === 100);

/** What of a page's report has to be put right. */
function listFaults({ scores, faults }: Report): string[] {
  const short = CATEGORIES.filter((category) => scores[category] < 100);
  return faults.filter((fault) => short.some((category) => fault.startsWith(category)));
}

const [folder, ...asked] = process.argv.slice(2);
const dist = folder ?? 'dist';
if (!folder) execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], { stdio: 'ignore' });
const addresses = asked.length > 0 ? asked : PAGE_TYPES.filter((address) => address !== '/404.html');
const browser = await findBrowser();
const server = await serveDirectory(dist, '/', servePacked(dist, '/'));
let failed = 0;
try {
  for (const address of addresses) {
    const reports = [await score(server.origin + address, browser)];
    // Once is enough where nothing is wanting: only performance wavers, and never upwards of what the page can do.
    while (reports.length < RUNS && !reports.every(isPerfect))
      reports.push(await score(server.origin + address, browser));
    const report = middleOf(reports);
    const scores = CATEGORIES.map((category) => String(report.scores[category]).padStart(3)).join(' / ');
    console.log(
      `${isPerfect(report) ? '✓' : '✗'} ${scores}  ${address}  ${reports.length > 1 ? `median of ${String(RUNS)}` : ''}`,
    );
    for (const fault of listFaults(report)) console.log(`    ${fault}`);
    if (!isPerfect(report)) failed += 1;
  }
} finally {
  await server.close();
}
console.log(`Performance / accessibility / best practices / SEO, mobile profile, in ${browser.name}.`);
if (failed > 0) {
  console.error(`${String(failed)} of ${String(addresses.length)} pages fall short of 100 in all four.`);
  process.exitCode = 1;
}
