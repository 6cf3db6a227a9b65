import { assert } from '@sportello/kernel/result';
import { type RunningSuite, startSuite } from './start-suite.js';

const ADDRESS = 'SUITE_UNDER_TEST_URL';
let suite: RunningSuite | null = null;

/** Vitest's global set-up of the browser tests: one suite for all their files. */
export async function setup(): Promise<void> {
  // A suite that is already running spares its start while tests are written.
  if (process.env[ADDRESS] !== undefined) return;
  suite = await startSuite();
  process.env[ADDRESS] = suite.url;
}

export async function teardown(): Promise<void> {
  await suite?.stop();
}

/** Address of the suite that the browser tests share. */
export function suiteUrl(): string {
  const url = process.env[ADDRESS];
  assert(url !== undefined, 'browser tests run through vitest, whose set-up starts the suite');
  return url;
}
