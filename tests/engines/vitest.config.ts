import { defineConfig } from 'vitest/config';

/** The main journeys in Chromium, Firefox ESR and WebKitGTK: npm run test:engines */
export default defineConfig({
  test: {
    root: '.',
    globalSetup: ['tests/engines/setup.ts'],
    include: ['tests/engines/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/summary.ts'],
  },
});
