import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Builds the site once, finds a browser and says which; see tests/setup.ts.
    globalSetup: ['tests/setup.ts'],
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // These need more engines than one: npm run test:engines
    exclude: [...configDefaults.exclude, 'tests/engines/**'],
    // Long, for machines with two cores: no test is about time.
    testTimeout: 900_000,
    hookTimeout: 240_000,
    // For the same reason: the one second that is usual is not enough to lay out a long page beside two other workers.
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    // Each of them has a page of its own in a browser.
    maxConcurrency: 3,
    reporters: ['default', './tests/summary.ts'],
  },
});
