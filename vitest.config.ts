import { defineConfig } from 'vitest/config';

/** Two projects, so that `npm run check` can leave out the one that starts processes. */
export default defineConfig({
  test: {
    globalSetup: './vitest.setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{apps,packages}/*/test/**/*.test.ts', 'test/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
