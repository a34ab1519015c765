import type { FoundBrowser } from '../browser.ts';
import { installPackage } from '../install.ts';

const FOLDER = 'tests/lighthouse';
const PACKAGES = new URL('./node_modules/', import.meta.url);

/** The four categories, in the order in which reports print them. */
export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof CATEGORIES)[number];

interface Audit {
  title: string;
  score: number | null;
  displayValue?: string;
  numericValue?: number;
}

interface Result {
  lighthouseVersion: string;
  runtimeError?: { message: string };
  audits: Record<string, Audit>;
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
}

/** One look at a page, on the mobile profile. */
export interface Report {
  /** Of 100; −1 where Lighthouse gives none. */
  scores: Record<Category, number>;
  /** Audits that cost points, as "category: id, title, what was found" */
  faults: string[];
  version: string;
}

interface Modules {
  lighthouse: (url: string, flags: object) => Promise<{ lhr: Result } | undefined>;
  launch: (options: object) => Promise<{ port: number; kill: () => void }>;
}

async function load(): Promise<Modules> {
  installPackage(FOLDER);
  const [tool, chrome] = (await Promise.all([
    import(new URL('lighthouse/core/index.js', PACKAGES).href),
    import(new URL('chrome-launcher/dist/index.js', PACKAGES).href),
  ])) as [{ default: Modules['lighthouse'] }, { launch: Modules['launch'] }];
  return { lighthouse: tool.default, launch: chrome.launch };
}

function readReport({ audits, categories, lighthouseVersion }: Result): Report {
  const score = (category: Category): number => Math.round((categories[category].score ?? -0.01) * 100);
  const faults = CATEGORIES.flatMap((category) =>
    categories[category].auditRefs.flatMap(({ id, weight }) => {
      const audit = audits[id];
      const costs = weight > 0 && audit !== undefined && audit.score !== null && audit.score < 1;
      return costs ? [`${category}: ${id}, ${audit.title} ${audit.displayValue ?? ''}`.trim()] : [];
    }),
  );
  const scores = Object.fromEntries(CATEGORIES.map((category) => [category, score(category)]));
  return { scores: scores as Report['scores'], faults, version: lighthouseVersion };
}

/**
 * Opens a page in a new browser and has it scored. Lighthouse's mobile profile throttles by calculation: it loads at full
 * speed, and works out what slow 4G and a processor a quarter as fast would have made of it.
 * @throws when the page cannot be scored
 */
export async function score(url: string, { path, args }: FoundBrowser): Promise<Report> {
  const { lighthouse, launch } = await load();
  const chrome = await launch({ chromePath: path, chromeFlags: [...args, '--headless=new'], logLevel: 'silent' });
  try {
    const options = { port: chrome.port, logLevel: 'silent', onlyCategories: [...CATEGORIES] };
    const result = (await lighthouse(url, options))?.lhr;
    if (!result || result.runtimeError) throw new Error(`${url}: ${result?.runtimeError?.message ?? 'no report'}`);
    return readReport(result);
  } finally {
    chrome.kill();
  }
}

/** The report in the middle of several by its performance, which wavers; the other categories do not. */
export function middleOf(reports: readonly Report[]): Report {
  const sorted = [...reports].sort((a, b) => a.scores.performance - b.scores.performance);
  const middle = sorted[sorted.length >> 1];
  if (!middle) throw new Error('There is no report to choose from.');
  return middle;
}
