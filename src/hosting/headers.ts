/** What every response of the site carries, whoever serves it. The files for each host are written from here. */
import { policy, type InlineHashes } from '../build/policy.ts';

/** Two years, in seconds: browsers go straight to https on the next visit. */
const HSTS = 'max-age=63072000';

/** Device features no page uses. `web-share` is left out: Chromium on Linux prints a warning on every page for it. */
const FEATURES = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture', 'encrypted-media', 'fullscreen'],
  ...['geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture'],
  ...['publickey-credentials-get', 'screen-wake-lock', 'usb', 'xr-spatial-tracking'],
];

/**
 * The policy as a header: what the page says in its own <meta>, and the two directives that only a header can carry
 * (`frame-ancestors`) or should (`upgrade-insecure-requests` in a page breaks WebKit on http://localhost).
 */
export function headerPolicy({ scripts, styles }: InlineHashes): string {
  return `${policy(scripts, styles)}; frame-ancestors 'none'; upgrade-insecure-requests`;
}

/**
 * Security headers, the same for every kind of file.
 * @param preload asks browsers to list the site as https-only for good, with all its subdomains: hard to take back
 */
export function securityHeaders(contentPolicy: string, preload = false): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Permissions-Policy': FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Strict-Transport-Security': preload ? `${HSTS}; includeSubDomains; preload` : HSTS,
  };
}

/** Folders whose file names change with their content: a browser never needs to ask for such a file again. */
export const HASHED_FOLDERS = ['assets', 'pagefind/index', 'pagefind/fragment'] as const;
export const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Everything else is kept, but asked about before each use. */
export const REVALIDATE = 'no-cache';
