import { defineConfig } from 'vitest/config';

const DATABASE = ['**/*.pg.test.ts', 'scenarios/**'];
const BROWSER = ['apps/*/e2e/**'];
const SLOW = ['**/*.slow.test.ts'];
const NEVER = ['**/node_modules/**', '**/dist/**', '.data/**'];

/** Tests that share a database or a browser run one file at a time. */
const oneAtATime = { fileParallelism: false, maxWorkers: 1 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps,bench}/**/*.test.{ts,tsx}', 'tools/**/*.test.{ts,mjs}'],
          exclude: [...NEVER, ...DATABASE, ...BROWSER, ...SLOW],
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['**/*.pg.test.ts', 'scenarios/**/*.test.ts'],
          exclude: [...NEVER, ...SLOW],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['apps/*/e2e/**/*.test.ts'],
          exclude: [...NEVER, ...SLOW],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: 'slow',
          include: SLOW,
          exclude: NEVER,
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          ...oneAtATime,
        },
      },
    ],
  },
});
