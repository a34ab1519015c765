import { describe, expect, test } from 'vitest';
import { Instant } from './instant.ts';
import type { Place, Section } from './lexicon.ts';
import { stem } from './text.ts';
import { WORD_LISTS } from './word-lists.ts';

const NEIGHBOURS: Section = ['neighbours', 'How it differs', ['difference', '区别']];
const WEEK: Section = ['week', 'A week', ['typical week', '一周']];

const role = (id: string, name: string, zh: string, pinyin: string): Place => [
  `/roles/${id}/`,
  name,
  'Role guide',
  id,
  [zh, id.replace('-', ' ')],
  [NEIGHBOURS, WEEK],
  pinyin,
];

const PLACES: Place[] = [
  role('content', 'Content operations', '内容运营', 'nèiróng yùnyíng'),
  role('new-media', 'New media operations', '新媒体运营', 'xīnméitǐ yùnyíng'),
  role('user', 'User operations', '用户运营', 'yònghù yùnyíng'),
  [
    '/glossary/#acquisition',
    'Acquisition',
    'Term',
    'user',
    ['拉新', 'user acquisition'],
    [],
    'lāxīn',
    '/roles/user/#week',
  ],
  ['/glossary/#retention', 'Retention', 'Term', 'user', ['留存'], [], 'liúcún', ''],
  ['/metrics/#day-one', 'Day-1 retention', 'Metric', 'user', ['次日留存率', 'D1'], [], 'cìrì liúcúnlǜ'],
  [
    '/foundations/retention/',
    'Why people stay',
    'Foundations',
    '',
    [],
    [
      ['retention', 'Retention', []],
      ['curve', 'The retention curve of a cohort over many weeks', []],
    ],
  ],
  ['/career/moves/', 'Moving on', 'Career', '', [], [['between-lines', 'From one line to another', []]]],
];

const instant = new Instant(PLACES, WORD_LISTS);
const found = (text: string, limit?: number): string[] =>
  instant.search(instant.understand(text), limit).map(({ item }) => item.address);

describe('a name comes first', () => {
  test.each([
    ['by its title', 'acquisition', '/glossary/#acquisition'],
    ['by another name', 'user acquisition', '/glossary/#acquisition'],
    ['by its abbreviation', 'd1', '/metrics/#day-one'],
    ['by its Chinese name', '拉新', '/glossary/#acquisition'],
    ['by its longest Chinese name', '次日留存率', '/metrics/#day-one'],
    ['by pinyin in one word', 'laxin', '/glossary/#acquisition'],
    ['by pinyin with spaces', 'la xin', '/glossary/#acquisition'],
    ['by pinyin with tones', 'lāxīn', '/glossary/#acquisition'],
    ['by pinyin of two words', 'yonghu yunying', '/roles/user/'],
    ['by pinyin of two words written as one', 'yonghuyunying', '/roles/user/'],
    ['by a misspelt title', 'acquistion', '/glossary/#acquisition'],
    ['by a Chinese question', '什么是留存', '/glossary/#retention'],
  ])('%s', (_, text, address) => {
    expect(found(text)[0]).toBe(address);
  });

  test('and the section that treats it comes second', () => {
    expect(found('acquisition').slice(0, 2)).toEqual(['/glossary/#acquisition', '/roles/user/#week']);
  });

  test('and a term before a section with the same title', () => {
    expect(found('retention').slice(0, 2)).toEqual(['/glossary/#retention', '/foundations/retention/#retention']);
  });
});

describe('a comparison of two roles', () => {
  const both = ['/roles/content/#neighbours', '/roles/new-media/#neighbours'];

  test.each([
    'content operations vs new media operations',
    'content vs new media',
    'difference between content and new media',
    'compare content and new media',
    'content and new media',
    '内容运营和新媒体运营的区别',
    '内容运营与新媒体运营对比',
  ])('leads to what each says of the other, in the order asked: “%s”', (text) => {
    expect(found(text).slice(0, 2)).toEqual(both);
  });

  test('turns round when the roles do', () => {
    expect(found('new media vs content').slice(0, 2)).toEqual(both.toReversed());
  });

  test('is not made of two roles that are named beside another subject', () => {
    expect(found('content new media week')).not.toContain(both[0]);
  });

  test.each(['switch from content to new media', 'content move new media'])(
    'comes after the page on moves when the reader asks for one: “%s”',
    (text) => {
      const worded = new Instant(PLACES, WORD_LISTS);
      worded.learn(new Map(['switch', 'move'].map((word) => [word, 3])));
      const addresses = worded.search(worded.understand(text)).map(({ item }) => item.address);
      expect(addresses.slice(0, 3)).toEqual(['/career/moves/#between-lines', ...both]);
    },
  );
});

describe('ranking', () => {
  test('puts a short title that answers before a long one', () => {
    const list = found('retention', 20);
    const [short, long] = ['/foundations/retention/#retention', '/foundations/retention/#curve'].map((address) =>
      list.indexOf(address),
    );
    expect(short).toBeGreaterThanOrEqual(0);
    expect(long).toBeGreaterThan(short ?? NaN);
  });

  test('finds a section by its own words with those of its page', () => {
    expect(found('user week')[0]).toBe('/roles/user/#week');
  });

  test('finds an inflection, and the beginning of a word still being typed', () => {
    expect(found('cohorts')).toContain('/foundations/retention/#curve');
    expect(found('retent')).toContain('/foundations/retention/#curve');
    expect(found('retent ')).toEqual([]);
    expect(found('coho ')).toContain('/foundations/retention/#curve');
  });

  test('lets only the last word grow', () => {
    expect(instant.understand('retent curve').unknown).toEqual(['retent']);
    expect(found('curve reten')[0]).toBe('/foundations/retention/#curve');
  });

  test.each([
    ['媒体运营', '/roles/new-media/'],
    ['户运营', '/roles/user/'],
  ])('finds for %s, which is no name, the name that shares most with it', (text, address) => {
    expect(found(text)[0]).toBe(address);
  });

  test('leaves out what answers one word of three', () => {
    expect(found('cohort curve acquisition')).not.toContain('/roles/user/');
    expect(found('typical day cohort', 20)).not.toContain('/foundations/retention/#retention');
  });

  test.each([1, 3, 8])('gives at most %i hits, best first', (limit) => {
    const hits = instant.search(instant.understand('operations'), limit);
    expect(hits).toHaveLength(Math.min(limit, 8));
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  test('gives eight hits when no number is asked', () => {
    expect(found('operations')).toHaveLength(8);
    expect(found('operations', 20).length).toBeGreaterThan(8);
  });

  test('gives the same order every time', () => {
    expect(new Instant(PLACES, WORD_LISTS).search(instant.understand('operations week'))).toEqual(
      instant.search(instant.understand('operations week')),
    );
  });

  test.each(['what is the', 'zzzzzz', '', '是什么'])('gives nothing for “%s”', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('the vocabulary', () => {
  test('adds words of the running text to those of titles and names', () => {
    const text = 'overheads';
    expect(instant.understand(text).unknown).toEqual([text]);
    const learned = new Instant(PLACES, WORD_LISTS);
    learned.learn(new Map([[text, 3]]));
    expect(learned.understand(text)).toMatchObject({ words: [text], unknown: [] });
  });

  test('says which words of names the running text has, and once learnt which others', () => {
    const marks = [...instant.language.stems].map((one) => (one === stem('retention') ? '1' : '0')).join('');
    const marked = new Instant(PLACES, WORD_LISTS, marks);
    const known = (): boolean[] => ['retention', 'acquisition', 'overheads'].map((word) => marked.isInText(word));
    expect(known()).toEqual([true, false, false]);
    marked.learn(new Map([['overhead', 3]]));
    expect(known()).toEqual([true, false, true]);
  });

  test('lets a reader search a word as typed', () => {
    expect(instant.understand('acquistion', true)).toMatchObject({ corrected: [], unknown: ['acquistion'] });
  });
});
