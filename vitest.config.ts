import { defineConfig } from 'vitest/config';

const DATABASE = ['**/*.pg.test.ts', 'scenarios/**/*.test.ts'];
const BROWSER = ['apps/*/e2e/**/*.test.ts'];
const SLOW = ['**/*.slow.test.ts'];
const NEVER = ['**/node_modules/**', '**/dist/**', '.data/**'];

/** Kinds that share a PostgreSQL or a whole suite: one file at a time, one kind after the other. */
const alone = (order: number, globalSetup = 'packages/testkit/src/global-setup.ts') => ({
  globalSetup: [globalSetup],
  fileParallelism: false,
  maxWorkers: 1,
  hookTimeout: 300_000,
  sequence: { groupOrder: order },
});

/** The kinds of test of ADR 0016: `npx vitest run --project unit packages/kernel` runs one kind in one place. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps,bench}/**/*.test.{ts,tsx}', 'tools/**/*.test.{ts,mjs}'],
          exclude: [...NEVER, ...DATABASE, ...BROWSER, ...SLOW],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: DATABASE,
          exclude: [...NEVER, ...BROWSER, ...SLOW],
          testTimeout: 60_000,
          ...alone(1),
        },
      },
      {
        test: {
          name: 'browser',
          include: BROWSER,
          exclude: [...NEVER, ...SLOW],
          testTimeout: 120_000,
          ...alone(2, 'packages/testkit/src/browser/suite-under-test.ts'),
        },
      },
      {
        test: {
          name: 'slow',
          include: SLOW,
          exclude: NEVER,
          testTimeout: 1_800_000,
          ...alone(3),
        },
      },
    ],
  },
});
