import { globSync, readFileSync, readdirSync } from 'node:fs';
import { openSync } from 'fontkit';
import { expect, test } from 'vitest';
import { isAllowed, listLicences, readLicences, type Lock } from './licences.ts';

test('every package in production is under a licence that the guide may use', () => {
  const licences = readLicences('.');
  expect(licences.length).toBeGreaterThan(300);
  expect(licences.filter((one) => !isAllowed(one))).toEqual([]);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['(MIT OR Apache-2.0) AND BSD-3-Clause', true],
  ['MIT AND GPL-3.0-only', false],
  ['AGPL-3.0-only', false],
  ['MPL-2.0', false],
  ['SEE LICENSE IN LICENSE.md', false],
  ['', false],
  [undefined, false],
])('a package under %s: %s', (licence, allowed) => {
  expect(isAllowed({ package: 'anything', licence })).toBe(allowed);
});

test('an exception holds for the package it is made for', () => {
  expect(isAllowed({ package: 'lightningcss-linux-x64-gnu', licence: 'MPL-2.0' })).toBe(true);
  expect(isAllowed({ package: '@img/sharp-win32-x64', licence: 'Apache-2.0 AND LGPL-3.0-or-later' })).toBe(true);
  expect(isAllowed({ package: 'lightningcss', licence: 'LGPL-3.0-or-later' })).toBe(false);
});

test('a package is believed before the lockfile, tools are left out, and a binary is licensed as what brings it', () => {
  const lock: Lock = {
    '': { license: 'none' },
    'node_modules/a': { license: 'MIT', optionalDependencies: { '@a/darwin': '1.0.0' } },
    'node_modules/@a/darwin': {},
    'node_modules/a/node_modules/@b/c': { license: 'MIT' },
    'node_modules/tool': { license: 'GPL-3.0-only', dev: true },
    'node_modules/silent': {},
  };
  expect(listLicences(lock, (path) => (path.endsWith('@b/c') ? 'GPL-3.0-only' : undefined))).toEqual([
    { package: 'a', licence: 'MIT' },
    { package: '@a/darwin', licence: 'MIT' },
    { package: '@b/c', licence: 'GPL-3.0-only' },
    { package: 'silent', licence: undefined },
  ]);
});

const projects = globSync(['package.json', 'tests/**/package.json'], { exclude: ['**/node_modules/**'] });

test.each(projects)('README says why the guide needs each package of %s, and each is of one version', (file) => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Partial<
    Record<string, Record<string, string>>
  >;
  const packages = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const readme = readFileSync('README.md', 'utf8');
  const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
  expect(packages.length).toBeGreaterThan(0);
  expect(packages.filter(([name]) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
  expect(packages.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('each font is by the authors whose Open Font License stands beside it', () => {
  const folder = 'src/styles/fonts';
  const licence = readFileSync(`${folder}/OFL.txt`, 'utf8');
  expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
  const fonts = readdirSync(folder).filter((name) => /\.(woff2?|ttf|otf)$/.test(name));
  expect(fonts.length).toBeGreaterThan(0);
  for (const name of fonts) {
    const font = openSync(`${folder}/${name}`);
    const authors = ('copyright' in font && font.copyright) || 'nobody named';
    expect(licence, name).toContain(authors);
  }
});
