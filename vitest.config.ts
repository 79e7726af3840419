import { defineConfig } from 'vitest/config';

/**
 * Three projects: `npm run check` runs the first, `npm test` the second too, and `npm run test:ha`
 * the third, which starts whole Sentinel and Cluster set-ups.
 */
export default defineConfig({
  test: {
    globalSetup: './vitest.setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{apps,packages}/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          // A property tried on hundreds of cases takes seconds where the machine is shared.
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'ha',
          include: ['e2e/ha/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
