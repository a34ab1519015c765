import { describe, expect, test } from 'vitest';
import { BrokenReference, byId, follow, followAll } from './follow.ts';

const terms = byId([
  { id: 'churn', zh: '流失' },
  { id: 'reach', zh: '触达' },
]);
const to = (id: string) => ({ collection: 'terms', id });

describe('follow', () => {
  test('finds the entry a reference names', () => {
    expect(follow('content/roles/user.mdx', to('reach'), terms)).toEqual({ id: 'reach', zh: '触达' });
  });

  test('names both ends of a reference that leads nowhere, and what to do', () => {
    const broken = () => follow('content/roles/user.mdx', to('chrun'), terms);
    expect(broken).toThrow(BrokenReference);
    expect(broken).toThrow(
      'content/roles/user.mdx refers to terms “chrun”, which does not exist. ' +
        'Add it to content/terms, or correct the id in content/roles/user.mdx.',
    );
  });
});

describe('followAll', () => {
  test.each([
    [['reach', 'churn'], '触达 流失'],
    [['churn', 'churn'], '流失 流失'],
    [[], ''],
  ])('finds %j in their order', (ids, expected) => {
    expect(
      followAll('a.mdx', ids.map(to), terms)
        .map(({ zh }) => zh)
        .join(' '),
    ).toBe(expected);
  });

  test('stops at the first that leads nowhere', () => {
    expect(() => followAll('a.mdx', [to('churn'), to('one'), to('two')], terms)).toThrow('“one”');
  });
});
