import { createHash } from 'node:crypto';

/** The content security policy of every page. `scripts` and `styles` are hashes of what stands inside the page. */
export function policy(scripts: readonly string[], styles: readonly string[]): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    // Pagefind is WebAssembly; nothing else is evaluated.
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...scripts],
    'style-src': ["'self'", ...styles],
    'img-src': ["'self'"],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    // The search form sends the words to /search/ when there is no script.
    'form-action': ["'self'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default'],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}

/** A hash as the policy and `integrity` write it: "sha256-…". */
export function hash(content: string | Buffer, algorithm: 'sha256' | 'sha384' = 'sha256'): string {
  return `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`;
}

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)(?![^>]*type="?application\/ld\+json)[^>]*>([\s\S]*?)<\/script>/g;
const INLINE_STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;

/** Hashes, quoted as a policy wants them, of the scripts and styles that stand inside a page. */
export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** Reads a finished page for what its policy must allow by hash. */
export function inlineHashes(html: string): InlineHashes {
  const hashes = (pattern: RegExp) => [
    ...new Set([...html.matchAll(pattern)].map((match) => `'${hash(match[1] ?? '')}'`)),
  ];
  return { scripts: hashes(INLINE_SCRIPT), styles: hashes(INLINE_STYLE) };
}

/** The policy of one finished page, from the scripts and styles that stand in it. */
export function policyOf(html: string): string {
  const { scripts, styles } = inlineHashes(html);
  return policy(scripts, styles);
}
