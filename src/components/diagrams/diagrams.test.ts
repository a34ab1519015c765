import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';

const page = (address: string): string => readFileSync(join(inject('dist'), address, 'index.html'), 'utf8');
const figures = (address: string): string[] => page(address).match(/<figure class="diagram[\s\S]*?<\/figure>/g) ?? [];
const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
const all = (pattern: RegExp, html: string): string[] =>
  [...html.matchAll(pattern)].map(([, found]) => words(found ?? ''));
/** The name of each stop, without its Chinese. */
const names = (html: string): string[] =>
  all(
    /<p class="stop-name">([\s\S]*?)(?=<span class="label">|<\/p>)/g,
    html.replace(/<span class="block">[\s\S]*?<\/i><\/span>/g, ''),
  );
const kinds = (html: string): string[] => [...new Set(all(/<p class="stop-fact"><span class="label">([^<]*)/g, html))];

const STAGES = ['Development', 'Seed', 'Growth', 'Maturity', 'Decline'];

describe.each<[address: string, stops: string[], facts: string[], zh: string[]]>([
  [
    '/foundations/product-life-cycle/',
    STAGES,
    ['What you do', 'Move on when'],
    ['研发期', '种子期', '成长期', '成熟期', '衰退期'],
  ],
  ['/roles/product/', STAGES, ['What you do', 'Sign to watch'], ['研发期', '种子期', '成长期', '成熟期', '衰退期']],
  [
    '/foundations/aarrr/',
    ['Acquisition', 'Activation', 'Retention', 'Referral', 'Revenue'],
    ['Read', 'What you do', 'Often led by'],
    ['拉新', '激活', '留存', '推荐', '变现'],
  ],
  [
    '/foundations/acquire-keep-convert/',
    ['Acquire', 'Keep', 'Convert'],
    ['It means', 'Ask first for'],
    ['拉新', '维护', '转化'],
  ],
  [
    '/foundations/six-word-formula/',
    ['Brand, product', 'Planning', 'Content', 'Promotion', 'Acquisition', 'Conversion'],
    ['Your job', 'You hand over'],
    ['品', '品牌、产品', '策', '策划', '内', '内容', '推', '推广', '拉', '拉新', '转', '转化'],
  ],
  [
    '/roles/community/',
    ['Interest', 'Structure', 'Output', 'Operation', 'Replication'],
    ['It decides', 'Check'],
    ['同好', '结构', '存活', '输出', '运营', '复制'],
  ],
  [
    '/roles/event/',
    ['Goal', 'Breakdown', 'Live monitoring', 'Review'],
    ['The source asks', 'Done when there is'],
    ['复盘'],
  ],
])('the diagram of %s', (address, stops, facts, zh) => {
  const [figure = '', ...others] = figures(address);

  test('stands on its page once', () => {
    expect(figure).not.toBe('');
    expect(others).toEqual([]);
  });

  test('names its stops in order, as one list', () => {
    expect(names(figure)).toEqual(stops);
    expect(figure.match(/<ol/g)).toHaveLength(1);
    expect(figure.match(/<li>/g)).toHaveLength(stops.length);
  });

  test('says the same things of every stop', () => {
    expect(kinds(figure)).toEqual(facts);
    for (const fact of facts) expect(figure.split(`<span class="label">${fact}</span>`)).toHaveLength(stops.length + 1);
  });

  test('gives its Chinese in order and as Chinese', () => {
    expect(all(/<span(?: class="stop-sign")? lang="zh-Hans"[^>]*>([^<]*)/g, figure)).toEqual(zh);
  });

  test('is drawn without inline styles, in 6 kB, with no words inside the drawing', () => {
    expect(figure).not.toContain('style=');
    expect(figure).not.toContain('<text');
    expect(Buffer.byteLength(figure)).toBeLessThan(6_000);
  });
});

const links = (address: string): string[] =>
  [...(figures(address)[0] ?? '').matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');

test.each([
  [
    '/foundations/aarrr/',
    [
      'customer-acquisition-cost',
      'activation-rate',
      'day-n-retention',
      'share-rate',
      'k-factor',
      'arpu',
      'lifetime-value',
    ].map((id) => `/metrics/#${id}`),
  ],
  ['/foundations/acquire-keep-convert/', ['acquisition', 'retention', 'conversion'].map((id) => `/glossary/#${id}`)],
])('the stops of %s lead to what they name', (address, addresses) => {
  expect(links(address)).toEqual(addresses);
});

test('the life cycle has a stop on the curve for each stage, the funnel a band', () => {
  const ring = /class="stop-ring" d="([^"]*)"/.exec(figures('/foundations/product-life-cycle/')[0] ?? '')?.[1] ?? '';
  expect(ring.match(/M/g)).toHaveLength(STAGES.length);
  expect(figures('/foundations/aarrr/')[0]?.match(/class="band-fill"/g)).toHaveLength(5);
});

describe('the tree of the tripled traffic', () => {
  const [figure = ''] = figures('/mindset/efficiency/');
  const lines = all(/<div>([\s\S]*?)<\/div>/g, figure);

  test('goes from the whole to its leaves, every number worked out', () => {
    expect(lines).toEqual([
      'Visits a month 100,000',
      'From existing users 50,000 20,000 users × 2.5 visits each',
      'From new people, by channel 50,000',
      'Search 20,000 400,000 times shown × 5 % who click',
      'Social posts 15,000 750,000 times shown × 2 % who click',
      'A partner’s newsletter 10,000 100,000 readers × 10 % who click',
      'Advertising 5,000 500,000 times shown × 1 % who click',
    ]);
  });

  test('nests its parts in lists, says that its numbers are made up, and is printed once', () => {
    expect(figure.match(/<ul/g)).toHaveLength(3);
    expect(figure).toMatch(/<figcaption>Made-up numbers/);
    expect(page('/mindset/efficiency/').split('A partner’s newsletter')).toHaveLength(2);
  });
});

describe.each(['new-media', 'user', 'product', 'content', 'community', 'event'])(
  'the week of %s operations',
  (role) => {
    const week = /<table class="timetable[\s\S]*?<\/table>/.exec(page(`/roles/${role}/`))?.[0] ?? '';
    const source = readFileSync(`content/roles/${role}.mdx`, 'utf8');
    const whens = [...(/^week:\n([\s\S]*?)^numbers:/m.exec(source)?.[1] ?? '').matchAll(/- when: (.*)/g)].map(
      ([, when]) => when,
    );

    test('is a table with a row for each time, in order, under three headings', () => {
      expect(all(/<th scope="col">([\s\S]*?)<\/th>/g, week)).toEqual(['When', 'Main block', 'Around it']);
      expect(whens.length).toBeGreaterThan(4);
      expect(all(/<th scope="row">([\s\S]*?)<\/th>/g, week)).toEqual(whens);
    });

    test('has a main block in every row, and names what is around it where there is something', () => {
      const rows = [...week.matchAll(/<\/th><td>([\s\S]*?)<\/td><td([^>]*)>([\s\S]*?)<\/td>/g)];
      expect(rows).toHaveLength(whens.length);
      for (const [, main = '', label = '', around = ''] of rows) {
        expect(words(main)).not.toBe('');
        expect(label.includes('data-h="Around it"')).toBe(words(around) !== '');
      }
    });
  },
);
