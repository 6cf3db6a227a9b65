import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import { BadSetting, readConfig } from './config.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

test('without settings the suite listens on 4000 of this machine, keeps its data in .data and has one worker', () => {
  const config = readConfig({}, root);
  assert.deepEqual(
    [config.port, config.host, config.workers, config.databaseUrl, config.smtpUrl],
    [4000, '127.0.0.1', 1, null, null],
  );
  assert.ok(config.dataFolder.endsWith('/.data'));
});

test('an empty setting counts as absent', () =>
  assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }, root).port, 4000));

const broken = [
  [{ PORT: '99999' }, 'The setting PORT=99999 cannot be used: it must be a whole number from 1 to 65535.'],
  [{ PORT: '40.5' }, 'The setting PORT=40.5 cannot be used: it must be a whole number from 1 to 65535.'],
  [
    { DATABASE_URL: 'mysql://x' },
    'The setting DATABASE_URL=mysql://x cannot be used: it must be an address that starts with postgres:// or postgresql://.',
  ],
  [
    { SMTP_URL: 'localhost' },
    'The setting SMTP_URL=localhost cannot be used: it must be an address that starts with smtp:// or smtps://.',
  ],
  [{ LOG_LEVEL: 'loud' }, 'The setting LOG_LEVEL=loud cannot be used: it must be debug, info, warn, error or silent.'],
  // A secret is never repeated.
  [{ SPORTELLO_SECRET: 'short' }, 'The setting SPORTELLO_SECRET cannot be used: it must have at least 32 characters.'],
] as const;
for (const [environment, sentence] of broken) {
  test(sentence, () =>
    assert.throws(
      () => readConfig(environment, root),
      (error) => error instanceof BadSetting && error.message === sentence,
    ),
  );
}
