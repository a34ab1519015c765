import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hash, policy, policyOf } from './policy.ts';

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The values of one directive; undefined when the policy lacks it. */
const valuesOf = (text: string, directive: string): string[] | undefined =>
  text
    .split('; ')
    .map((part) => part.split(' '))
    .find(([name]) => name === directive)
    ?.slice(1);

describe('policy', () => {
  test('allows nothing that it does not name', () => {
    expect(valuesOf(policy([], []), 'default-src')).toEqual(["'none'"]);
  });

  test.each(["'unsafe-inline'", "'unsafe-eval'", 'data:', 'http', '*'])('never says %s', (word) => {
    expect(policy(["'sha256-a'"], ["'sha256-b'"])).not.toContain(word);
  });

  test.each([
    ['script-src', ["'self'", "'wasm-unsafe-eval'", "'sha256-a'"]],
    ['style-src', ["'self'", "'sha256-b'"]],
    ['form-action', ["'self'"]],
    ['base-uri', ["'none'"]],
    ['require-trusted-types-for', ["'script'"]],
  ])('says what %s may be', (directive, expected) => {
    expect(valuesOf(policy(["'sha256-a'"], ["'sha256-b'"]), directive)).toEqual(expected);
  });
});

test.each([
  ['sha256', 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
  ['sha384', 'sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn'],
] as const)('a %s hash of “abc” is the published one', (algorithm, expected) => {
  expect(hash('abc', algorithm)).toBe(expected);
  expect(hash(Buffer.from('abc'), algorithm)).toBe(expected);
});

describe('policyOf', () => {
  const allowed = (html: string, directive: string): string[] =>
    (valuesOf(policyOf(html), directive) ?? []).filter((value) => value.startsWith("'sha"));

  test.each([
    ['names a script by its exact text, spaces included', '<script> a(); </script>', [' a(); ']],
    ['names a module', '<script type="module">\na()\n</script>', ['\na()\n']],
    ['names each script', '<script>a</script><p></p><script>b</script>', ['a', 'b']],
    ['names the same script once', '<script>a</script><script>a</script>', ['a']],
    ['does not name a script that is loaded from a file', '<script type="module" src="/a.js"></script>', []],
    ['does not name data for search engines', '<script type="application/ld+json">{}</script>', []],
    ['does not take a style for a script', '<style>a</style>', []],
  ])('%s', (_, html, scripts) => {
    expect(allowed(html, 'script-src')).toEqual(scripts.map(sha256));
  });

  test('names styles by their exact text', () => {
    expect(allowed('<style>a{}</style><style media="print">\nb</style><script>c</script>', 'style-src')).toEqual([
      sha256('a{}'),
      sha256('\nb'),
    ]);
  });
});
