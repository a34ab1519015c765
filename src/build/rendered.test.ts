import { expect, test } from 'vitest';
import { announce, announceData, fileOf, isAwaited, onData, onRendered } from './rendered.ts';

test.each([
  ['/', '/', 'index.html'],
  ['/roles/user/', '/', 'roles/user/index.html'],
  ['/guide/', '/guide/', 'index.html'],
  ['/guide/roles/', '/guide/', 'roles/index.html'],
  ['/404/', '/', '404.html'],
  ['/guide/404', '/guide/', '404.html'],
])('the page at %s below %s is in %s', (address, base, file) => {
  expect(fileOf(address, base)).toBe(file);
});

test('pages are announced to who waits for them, until they stop', () => {
  const heard: string[] = [];
  expect(isAwaited()).toBe(false);
  const stop = onRendered(({ path }) => heard.push(path));
  expect(isAwaited()).toBe(true);
  announce({ path: 'a.html', html: '' });
  stop();
  announce({ path: 'b.html', html: '' });
  expect([heard, isAwaited()]).toEqual([['a.html'], false]);
});

test('data is announced apart from pages', () => {
  const heard: string[] = [];
  const stops = [onRendered(({ path }) => heard.push(path)), onData(({ path, text }) => heard.push(path + text))];
  announceData({ path: 'a.json', text: '{}' });
  for (const stop of stops) stop();
  announceData({ path: 'b.json', text: '{}' });
  expect(heard).toEqual(['a.json{}']);
});
