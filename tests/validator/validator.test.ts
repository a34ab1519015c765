import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, inject, test } from 'vitest';

/** The checker behind validator.w3.org, which knows rules that html-validate lacks, those of CSS and SVG among them. */
const FOLDER = 'tests/validator';
const JAR = `${FOLDER}/node_modules/vnu-jar/build/dist/vnu.jar`;
const hasJava = spawnSync('java', ['-version']).status === 0;
const missing = [...(hasJava ? [] : ['Java']), ...(existsSync(JAR) ? [] : [`the jar (npm ci --prefix ${FOLDER})`])];
if (missing.length > 0)
  console.warn(`\n*** The Nu HTML Checker did NOT run: ${missing.join(' and ')} is not installed ***\n`);

interface Message {
  url: string;
  type: string;
  message: string;
  lastLine?: number;
  extract?: string;
}

/** Styles that browsers know and the checker does not yet. One it no longer complains of fails the test, and goes. */
const AHEAD_OF_IT = [/“@view-transition”/, /“container-type”|“@container”/, /“vector-effect”/];

test.skipIf(missing.length > 0)('the Nu HTML Checker finds nothing wrong in any page', () => {
  const options = ['--format', 'json', '--stdout', '--exit-zero-always', '--skip-non-html'];
  const answer = execFileSync('java', ['-Xss8m', '-jar', JAR, ...options, inject('dist')], { maxBuffer: 2 ** 28 });
  const found = (JSON.parse(answer.toString()) as { messages: Message[] }).messages;
  // Warnings are left out: read from disk, the checker cannot tell that the files of a page are from its own site.
  const messages = found.filter(({ type }) => type === 'error');
  const excused = (text: string): boolean => AHEAD_OF_IT.some((pattern) => pattern.test(text));
  expect(
    messages
      .filter(({ message }) => !excused(message))
      .map(({ url, lastLine, message, extract }) => `${url}:${lastLine ?? 0} ${message} ${extract ?? ''}`),
  ).toEqual([]);
  expect(AHEAD_OF_IT.filter((pattern) => !messages.some(({ message }) => pattern.test(message)))).toEqual([]);
});
