// Longer than other files: what the search understands is said in tables, one row a way of asking.
import { describe, expect, test } from 'vitest';
import { isKnown, makeLanguage, understand, type Query } from './query.ts';
import { readLists, WORD_LISTS } from './word-lists.ts';

/** Names and the item each leads to; items are numbers. */
const NAMES = new Map([
  ['acquisition', [1]],
  ['laxin', [1]],
  ['拉新', [1]],
  ['retention', [2]],
  ['day 1 retention', [3]],
  ['留存', [2]],
  ['留存率', [4]],
  ['user operations', [5]],
  ['yonghu yunying', [5]],
  ['用户运营', [5]],
  ['what is it', [6]],
  ['复盘', [7, 8]],
  ['aarrr 模型', [9]],
  ['kpi', [10]],
  ['get', [11]],
]);
const WORDS =
  'acquisition retention user users operations day 1 yonghu yunying community segmentation campaign aarrr'.split(' ');
const LANGUAGE = makeLanguage(NAMES, new Map(WORDS.map((word) => [word, 4])), readLists(WORD_LISTS));

const read = (text: string, asTyped?: boolean): Query<number> => understand(text, LANGUAGE, asTyped);
type Expected = [name: string, text: string, expected: Partial<Query<number>>];

describe('a whole name', () => {
  test.each<Expected>([
    ['is found in any spelling of capitals', 'Day-1 RETENTION', { whole: [3], words: ['day', '1', 'retention'] }],
    ['is found inside a question', 'what is retention?', { whole: [2], words: ['retention'] }],
    ['is found in Chinese', '拉新', { whole: [1], words: ['拉新'] }],
    ['is found inside a Chinese question', '拉新是什么', { whole: [1], words: ['拉新'], unknown: [] }],
    ['leads to every item that carries it, in their order', '复盘', { whole: [7, 8] }],
    ['may mix scripts', 'AARRR模型', { whole: [9], unknown: [] }],
    ['may be short and in no page', 'KPI', { whole: [10], unknown: [] }],
    ['may be made of stop words', 'what is it', { whole: [6], words: ['what', 'is', 'it'] }],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });
});

describe('pinyin', () => {
  test.each([
    ['in one word', 'laxin', [1]],
    ['with a space', 'la xin', [1]],
    ['with tones', 'lāxīn', [1]],
    ['with tones and a space', 'Lā xīn', [1]],
    ['inside a question', 'what is la xin', [1]],
    ['of a name written in two words', 'yònghù yùnyíng', [5]],
  ])('is understood %s', (_, text, whole) => {
    expect(read(text)).toMatchObject({ whole, unknown: [], corrected: [] });
  });

  test('with a space is searched as the one word it is', () => {
    expect(read('la xin').words).toEqual(['laxin']);
  });
});

describe('a name as part of a query', () => {
  test.each<Expected>([
    ['is taken at its longest', 'campaign day 1 retention', { part: [3], whole: [] }],
    ['is taken where it is shorter, if the longer is not there', 'campaign retention', { part: [2], whole: [] }],
    ['is taken at its longest in a run of Han', '提高留存率', { part: [4], words: ['留存率'] }],
    ['is taken for each name in a run of Han, in their order', '留存和拉新', { part: [2, 1], words: ['留存', '拉新'] }],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });
});

describe('words the guide does not have', () => {
  test.each<Expected>([
    ['are dropped and reported', 'retention zzzzzz', { words: ['retention'], unknown: ['zzzzzz'], whole: [] }],
    ['are reported in Chinese where no part is a name', '活动', { words: [], unknown: ['活动'], han: ['活动'] }],
    [
      'are dropped beside a name in Chinese',
      '活动复盘',
      { words: ['复盘'], unknown: [], part: [7, 8], han: ['活动复盘'] },
    ],
    [
      'are searched as beginnings where a name begins so',
      'acq community',
      { words: ['acq', 'community'], begun: ['acq'], unknown: [] },
    ],
    ['are taken in the singular where that is a name', 'KPIs', { words: ['kpi'], whole: [10], unknown: [] }],
    [
      'leave nothing to search when they are all there is',
      'zzzzzz qqqqqq',
      { words: [], unknown: ['zzzzzz', 'qqqqqq'] },
    ],
    ['keep a query from being a name', 'what is retention zzzzzz', { whole: [], part: [2], unknown: ['zzzzzz'] }],
    [
      'are corrected where a known word is near',
      'acquistion',
      { corrected: [['acquistion', 'acquisition']], whole: [1] },
    ],
    [
      'are corrected inside a longer name',
      'usr operatons',
      { unknown: ['usr'], corrected: [['operatons', 'operations']] },
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test('are searched as typed when the reader asks for that', () => {
    expect(read('acquistion', true)).toMatchObject({ words: [], corrected: [], unknown: ['acquistion'], whole: [] });
    expect(read('retention', true)).toMatchObject({ words: ['retention'], whole: [2] });
  });
});

describe('words that carry no subject', () => {
  test.each(['how do I', 'what is the', '是什么', '怎么做', '', '?!'])(
    'leave nothing to search and nothing to report: “%s”',
    (text) => {
      expect(read(text)).toMatchObject({ words: [], unknown: [], corrected: [], whole: [], part: [] });
    },
  );

  test('are no names inside a longer query', () => {
    expect(read('get retention community')).toMatchObject({ words: ['retention', 'community'], part: [2] });
    expect(read('get').whole).toEqual([11]);
  });

  test('are not searched beside words that do', () => {
    expect(read('how do I get a community')).toMatchObject({ words: ['community'], unknown: [] });
  });
});

describe('a comparison', () => {
  test.each([
    ['retention vs acquisition', true],
    ['difference between retention and acquisition', true],
    ['留存和拉新有什么区别', true],
    ['拉新留存对比', true],
    ['retention and acquisition', false],
    ['留存和拉新', false],
  ])('“%s”: %s', (text, compares) => {
    expect(read(text).compares).toBe(compares);
  });

  test.each(['retention vs acquisition', '留存和拉新有什么不同'])(
    'does not report its own words as unknown: “%s”',
    (text) => {
      expect(read(text)).toMatchObject({ unknown: [], part: [2, 1] });
    },
  );
});

describe('the last word', () => {
  test.each([
    ['may still be growing', 'segm', { open: true, words: ['segm'], unknown: [] }],
    ['is finished by a space', 'segm ', { open: false, words: [], unknown: ['segm'] }],
    ['is the only one that may grow', 'segm retention', { words: ['retention'], unknown: ['segm'] }],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });
});

test('words and Han stand together in a query, each searched', () => {
  expect(read('retention 拉新 community')).toMatchObject({
    words: ['retention', '拉新', 'community'],
    part: [2, 1],
    unknown: [],
  });
});

test('a query is read up to its 24th word', () => {
  expect(read(`${'community '.repeat(24)}retention`).words).toEqual(Array<string>(24).fill('community'));
});

test('the names of the language are not changed by a query', () => {
  const query = read('la xin');
  query.whole.push(99);
  expect(NAMES.get('laxin')).toEqual([1]);
});

describe('isKnown', () => {
  test.each([
    ['retention', false, true],
    ['segmenting', false, true],
    ['campaigns', false, true],
    ['users', false, true],
    ['camp', false, false],
    ['ca', true, true],
    ['camp', true, true],
    ['c', true, false],
    ['zebra', true, false],
  ])('says of %s (still growing: %s): %s', (word, open, expected) => {
    expect(isKnown(word, LANGUAGE, open)).toBe(expected);
  });
});

describe('a query is strange', () => {
  test.each([
    ['not when names have all its words', 'what is user retention', false],
    ['not when a name is the plural of a word', 'KPIs', false],
    ['not in pinyin with spaces', 'la xin', false],
    ['not in Chinese', '拉新怎么样', false],
    ['with a misspelt word', 'retension', true],
    ['with a word that begins another', 'camp user', true],
    ['with a word of comparison that no name has', 'user vs community', true],
    ['with a word that stands nowhere', 'zebra', true],
  ])('%s', (_, text, strange) => {
    expect(read(text).strange).toBe(strange);
  });
});
