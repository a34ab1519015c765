import { describe, expect, test } from 'vitest';
import { itemsOf, type Place } from './lexicon.ts';

const PLACES: Place[] = [
  [
    '/roles/user/',
    'User operations',
    'Role guide',
    'user',
    ['用户运营', 'CRM'],
    [['week', 'A week', ['schedule']]],
    'yònghù yùnyíng',
  ],
  ['/glossary/#churn', 'Churn', 'Term', 'user community', ['流失'], [], 'liúshī', '/roles/user/#week'],
  ['/start/students/', 'For students', 'Start', '', ['campus', 'internship'], [['summer', 'The summer', []]]],
];

describe('itemsOf', () => {
  const items = itemsOf(PLACES);
  const at = (address: string) => items.find((item) => item.address === address);

  test('lists places first, then their sections', () => {
    expect(items.map(({ address }) => address)).toEqual([
      '/roles/user/',
      '/glossary/#churn',
      '/start/students/',
      '/roles/user/#week',
      '/start/students/#summer',
    ]);
  });

  test('gives what a card can show its pinyin, its roles and where it is treated', () => {
    expect(at('/glossary/#churn')).toEqual({
      address: '/glossary/#churn',
      title: 'Churn',
      page: '',
      kind: 'Term',
      roles: 'user community',
      names: ['流失'],
      pinyin: 'liúshī',
      treated: '/roles/user/#week',
    });
  });

  test('gives a page that no card shows no pinyin', () => {
    expect(at('/start/students/')).toMatchObject({ names: ['campus', 'internship'], pinyin: undefined });
  });

  test('gives a section the title, kind and role of its page', () => {
    expect(at('/roles/user/#week')).toEqual({
      address: '/roles/user/#week',
      title: 'A week',
      page: 'User operations',
      kind: 'Role guide',
      roles: 'user',
      names: ['schedule'],
    });
  });
});
