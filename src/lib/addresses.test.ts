import { describe, expect, test, vi } from 'vitest';
import { editAddress, withBase } from './addresses.ts';
import { REPOSITORY_URL } from './site.ts';

describe('withBase', () => {
  test.each([
    ['/roles/', '/', '/roles/'],
    ['/roles/', '/guide/', '/guide/roles/'],
    ['/roles/', '/guide', '/guide/roles/'],
    ['/', '/guide/', '/guide/'],
    ['/roles/user/#week', '/guide/', '/guide/roles/user/#week'],
    ['#week', '/guide/', '#week'],
    ['roles/', '/guide/', 'roles/'],
    ['//example.org/x', '/guide/', '//example.org/x'],
    ['https://example.org/', '/guide/', 'https://example.org/'],
    ['mailto:a@example.org', '/guide/', 'mailto:a@example.org'],
  ])('turns %s under %s into %s', (address, base, expected) => {
    expect(withBase(address, base)).toBe(expected);
  });

  test('takes the base path the site is built with when none is given', () => {
    vi.stubEnv('BASE_URL', '/guide/');
    expect(withBase('/roles/')).toBe('/guide/roles/');
    vi.unstubAllEnvs();
  });
});

test('a change is proposed on the page that edits the file', () => {
  expect(editAddress('content/roles/user.mdx')).toBe(`${REPOSITORY_URL}/edit/main/content/roles/user.mdx`);
});
