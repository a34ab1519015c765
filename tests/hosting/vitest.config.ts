import { defineConfig } from 'vitest/config';

/** Only the tests of the servers, without the browser and the rest: npm run test:hosting */
export default defineConfig({
  test: {
    root: '.',
    globalSetup: ['tests/hosting/setup.ts'],
    include: ['tests/hosting/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './tests/summary.ts'],
  },
});
