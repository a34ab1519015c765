import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetAll, readRecent, remember } from './recent.ts';

/** As much of a browser's storage as the code needs. */
class FakeStorage {
  readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

let storage = new FakeStorage();

beforeEach(() => {
  storage = new FakeStorage();
  vi.stubGlobal('localStorage', storage);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('searches remembered', () => {
  test.each([
    ['come newest first', ['a', 'b', 'c'], ['c', 'b', 'a']],
    ['are five at most, the oldest forgotten', ['a', 'b', 'c', 'd', 'e', 'f'], ['f', 'e', 'd', 'c', 'b']],
    ['stand once, at their last use', ['a', 'b', 'a'], ['a', 'b']],
    ['lose the spaces around them', ['  churn rate '], ['churn rate']],
    ['leave out what is only spaces', ['a', '   ', ''], ['a']],
    ['are cut at 100 characters', ['x'.repeat(150)], ['x'.repeat(100)]],
  ])('%s', (_, searches, expected) => {
    searches.forEach(remember);
    expect(readRecent()).toEqual(expected);
  });

  test('are stored five at most', () => {
    ['a', 'b', 'c', 'd', 'e', 'f'].forEach(remember);
    expect([...storage.items.values()].map((stored) => JSON.parse(stored) as unknown)).toEqual([
      ['f', 'e', 'd', 'c', 'b'],
    ]);
  });

  test('are forgotten without a trace', () => {
    remember('churn');
    forgetAll();
    expect(readRecent()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });

  test.each([
    ['no JSON', '{', []],
    ['no list', '{"a":1}', []],
    ['things that are no text', '["a", 1, null, "b"]', ['a', 'b']],
    ['too many', '["a","b","c","d","e","f"]', ['a', 'b', 'c', 'd', 'e']],
  ])('survive a store that holds %s', (_, stored, expected) => {
    remember('x');
    for (const key of storage.items.keys()) storage.items.set(key, stored);
    expect(readRecent()).toEqual(expected);
  });
});

test('where storage is blocked nothing is remembered and nothing breaks', () => {
  const blocked = (): never => {
    throw new DOMException('Blocked', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: blocked, setItem: blocked, removeItem: blocked });
  remember('churn');
  forgetAll();
  expect(readRecent()).toEqual([]);
});
