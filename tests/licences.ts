/** What the packages that make the site are licensed under: npm run licences   (tests/licences.test.ts says what must hold) */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Licences that ask no more than to be named. */
const ALLOWED = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Python-2.0'],
]);
/** Licences that ask for the source of changes. These programs run unchanged at build time, and no page has any of them. */
const EXCEPTIONS: readonly (readonly [packages: RegExp, licence: string])[] = [
  [/^lightningcss(-|$)/, 'MPL-2.0'],
  [/^@img\/sharp-/, 'LGPL-3.0-or-later'],
];

interface Entry {
  dev?: boolean;
  license?: string;
  optionalDependencies?: Record<string, string>;
}

/** The packages of a lockfile, by the folder each stands in. */
export type Lock = Readonly<Record<string, Entry>>;

export interface Licence {
  package: string;
  /** As the package has it, an SPDX expression; undefined where it says none. */
  licence: string | undefined;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * The licence of each package in production. `read` gives what an installed package says of itself, undefined for one
 * of another platform. Where the lockfile does not say it either, the package that brings it as a binary stands for it.
 */
export function listLicences(lock: Lock, read: (path: string) => string | undefined): Licence[] {
  const paths = Object.keys(lock).filter((path) => path !== '' && !lock[path]?.dev);
  const own = (path: string): string | undefined => read(path) ?? lock[path]?.license;
  const bringerOf = (name: string): string | undefined =>
    paths.find((path) => lock[path]?.optionalDependencies?.[name] !== undefined);
  return paths.map((path) => {
    const name = nameOf(path);
    const bringer = bringerOf(name);
    return { package: name, licence: own(path) ?? (bringer === undefined ? undefined : own(bringer)) };
  });
}

/** Whether a package may be used: each part joined by AND must be allowed, and of parts joined by OR one. */
export function isAllowed({ package: name, licence }: Licence): boolean {
  const holds = (one: string): boolean =>
    ALLOWED.has(one) || EXCEPTIONS.some(([packages, excepted]) => packages.test(name) && excepted === one);
  return (licence ?? '')
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((one) => holds(one.trim())));
}

/** What an installed package says of its licence in its package.json. */
function readOwn(root: string, path: string): string | undefined {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string | { type?: string } };
  return typeof license === 'object' ? license.type : license;
}

/** The licences of the packages installed in a folder, with those of other platforms in its lockfile. */
export function readLicences(root: string): Licence[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock };
  return listLicences(packages, (path) => readOwn(root, path));
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const all = readLicences('.');
  const kinds = Map.groupBy(all, ({ licence }) => licence ?? 'none named');
  for (const [kind, list] of [...kinds].sort(([, a], [, b]) => b.length - a.length)) {
    const names = kind === 'MIT' ? '' : `  ${[...new Set(list.map((one) => one.package))].sort().join(', ')}`;
    console.log(`${String(list.length).padStart(4)}  ${kind}${names}`);
  }
  const refused = all.filter((one) => !isAllowed(one));
  for (const one of refused) console.error(`${one.package} is under ${one.licence ?? 'no licence that it names'}.`);
  if (refused.length > 0) process.exitCode = 1;
}
