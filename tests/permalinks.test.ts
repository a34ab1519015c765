import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { collectPermalinks, findNew, findVanished, type Permalinks } from '../src/hosting/permalinks.ts';
import listed from '../src/hosting/redirects.json' with { type: 'json' };
import { parseRedirects } from '../src/hosting/redirects.ts';

const redirects = parseRedirects(listed);
const baseline = JSON.parse(readFileSync('tests/permalinks.json', 'utf8')) as Permalinks;
const now = collectPermalinks(inject('dist'), redirects);

test('every address and id the site ever had still answers', () => {
  expect(Object.keys(baseline).length).toBeGreaterThan(0);
  expect(findVanished(baseline, now, redirects)).toEqual([]);
});

test('what is new is named as a reminder, and fails nothing', () => {
  const added = findNew(baseline, now);
  if (added.length > 0) {
    console.warn(
      `${added.length} addresses or ids are new. When they are to stay: npm run permalinks\n  ${added.slice(0, 20).join('\n  ')}`,
    );
  }
  // The reminder is complete: what it does not name is in the baseline.
  const named = new Set(added);
  expect(Object.keys(now).filter((address) => !named.has(address) && !(address in baseline))).toEqual([]);
});
