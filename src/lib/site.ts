/**
 * The site's own facts. Both addresses can be overridden where the site is built:
 * SITE_URL=https://guide.example.org BASE_PATH=/ops/ npm run build
 */
const env = typeof process === 'undefined' ? {} : process.env;

export const SITE_NAME = 'Operations Field Guide';
export const SITE_TAGLINE = 'A career guide to internet operations';
export const SITE_URL = env['SITE_URL'] ?? 'https://operations-field-guide.example';
/** Always begins and ends with a slash. */
export const BASE_PATH = `/${env['BASE_PATH'] ?? ''}/`.replace(/\/{2,}/g, '/');
/** Where the source stands; "Suggest a change" links are built from it. */
export const REPOSITORY_URL =
  env['REPOSITORY_URL'] ?? 'https://github.com/operations-field-guide/operations-field-guide';
/** False with KILL_OFFLINE=1: the build offers nothing to keep and clears what devices keep. See src/offline/README.md. */
export const KEEPS_OFFLINE = env['KILL_OFFLINE'] !== '1';
