import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { load } from 'js-yaml';
import { checkDiagrams } from './diagrams';

const FILE = 'content/diagrams.yaml';
const source = readFileSync(FILE, 'utf8');

test('the words of the diagrams are valid', () => {
  expect(() => checkDiagrams(load(source), FILE)).not.toThrow();
});

test.each<[what: string, from: string, to: string, message: RegExp]>([
  ['a misspelt field', 'check: Last week', 'chek: Last week', /^content\/diagrams\.yaml: traits\.2: .*chek/m],
  [
    'a missing field',
    '    exists: One number, a date, one guardrail\n',
    '',
    /^content\/diagrams\.yaml: steps\.0\.exists: /,
  ],
  ['an empty text', 'leaves: A message sheet', 'leaves: ""', /^content\/diagrams\.yaml: chain\.0\.leaves: Empty text/],
  [
    'a stage too few',
    '  - name: Seed\n    zh: 种子期\n    pinyin: zhǒngziqī\n    work: Collect behaviour and problems; work out changes with product\n    ready: Early users come back unprompted\n',
    '',
    /^content\/diagrams\.yaml: lifeCycle: .*five stages/,
  ],
  ['a name that is not Chinese', 'zh: 维护', 'zh: weihu', /^content\/diagrams\.yaml: loop\.1\.zh: Chinese/],
  [
    'an id that is not one',
    'term: retention',
    'term: Retention',
    /^content\/diagrams\.yaml: loop\.1\.term: An id is English/,
  ],
  [
    'a branch without visits or parts',
    '      visits: { count: 20000, of: users, rate: 2.5, unit: visits each }\n',
    '',
    /^content\/diagrams\.yaml: traffic\.parts\.0: Give either visits/,
  ],
])('%s is reported with its file and field', (_, from, to, message) => {
  expect(source).toContain(from);
  expect(() => checkDiagrams(load(source.replace(from, to)), FILE)).toThrow(message);
});
