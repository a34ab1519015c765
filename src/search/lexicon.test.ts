import { describe, expect, test } from 'vitest';
import { itemsOf, type Lexicon } from './lexicon.ts';

const LEXICON: Lexicon = {
  pages: [
    ['/roles/user/', 'User operations', 'Role guide', 'user'],
    ['/start/students/', 'For students', 'Getting started', ''],
  ],
  sections: [
    [1, '', '', ['campus', 'internship']],
    [0, 'week', 'A week', ['schedule']],
    [1, 'summer', 'The summer', []],
    [9, 'lost', 'A section of no page', []],
  ],
  things: [
    ['role', 'User operations', '用户运营', 'yònghù yùnyíng', '/roles/user/', '', 'user', ['CRM']],
    ['term', 'Churn', '流失', 'liúshī', '/glossary/#churn', '/roles/user/#week', 'user community', []],
  ],
};

describe('itemsOf', () => {
  const items = itemsOf(LEXICON);
  const at = (address: string) => items.find((item) => item.address === address);

  test('lists things first, then pages, then sections, each address once', () => {
    expect(items.map(({ address }) => address)).toEqual([
      '/roles/user/',
      '/glossary/#churn',
      '/start/students/',
      '/roles/user/#week',
      '/start/students/#summer',
    ]);
  });

  test('gives a thing its kind as readers see it, its Chinese name among its names, and its roles', () => {
    expect(at('/roles/user/')).toMatchObject({
      kind: 'Role guide',
      page: '',
      names: ['用户运营', 'CRM'],
      roles: ['user'],
    });
    expect(at('/glossary/#churn')).toMatchObject({
      kind: 'Term',
      roles: ['user', 'community'],
      thing: LEXICON.things[1],
    });
  });

  test('gives a page the names that stand for the whole page', () => {
    expect(at('/start/students/')).toEqual({
      address: '/start/students/',
      title: 'For students',
      page: '',
      kind: 'Getting started',
      roles: [],
      names: ['campus', 'internship'],
    });
  });

  test('gives a section the title, kind and role of its page', () => {
    expect(at('/roles/user/#week')).toEqual({
      address: '/roles/user/#week',
      title: 'A week',
      page: 'User operations',
      kind: 'Role guide',
      roles: ['user'],
      names: ['schedule'],
    });
  });
});
