/**
 * npm leaves the platform packages it cannot see out of package-lock.json, and `npm ci` then stops with "Missing: … from
 * lock file" (npm/cli#8805). This adds those entries: exact version as their parent names it, no invented integrity.
 * Run it after every `npm install`: npm run lock
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  version?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const FILE = 'package-lock.json';
const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: Record<string, Entry> };

const osOf = (name: string): string | undefined =>
  /(?:^|[-/])(android|darwin|freebsd|openbsd|netbsd|linux|sunos|aix|openharmony)/.exec(name)?.[1] ??
  (/win32|windows/.test(name) ? 'win32' : undefined);
const cpuOf = (name: string): string | undefined =>
  /wasm32/.exec(name)?.[0] ??
  /(arm64|x64|ia32|riscv64|ppc64|s390x|loong64)/.exec(name)?.[1] ??
  (/gnueabihf|-arm\b/.test(name) ? 'arm' : undefined);

/** Whether a package asked for from `path` is found there or further up, as Node would look. */
function isLocked(path: string, name: string): boolean {
  for (let place = path; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${place ? `${place}/` : ''}node_modules/${name}`]) return true;
    if (!place) return false;
    if (!place.includes('/node_modules/')) return lock.packages[`node_modules/${name}`] !== undefined;
  }
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d+\.\d+\.\d+/.test(version) || isLocked(path, name)) continue;
    const [os, cpu] = [osOf(name), cpuOf(name)];
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    };
    added += 1;
  }
}
for (const entry of Object.values(lock.packages)) delete entry.resolved;
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added to ${FILE}`);
