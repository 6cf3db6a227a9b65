import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addMonths, type LocalDate, localDate, period } from '@sportello/kernel/calendar';
import { compare, decimal, formatDecimal, subtract, sum } from '@sportello/kernel/decimal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GAS_TERRITORIES } from './domain/gas-territory.js';
import { loadTariffBook } from './load-tariff-book.js';

const FOLDER = fileURLToPath(new URL('../../../../tariffs', import.meta.url));

describe('the regulated data of the repository', async () => {
  const loaded = await loadTariffBook(FOLDER);
  assert.ok(loaded.ok, loaded.ok ? '' : JSON.stringify(loaded.refusal, null, 2));
  const book = loaded.value;
  const valueAt = (code: string, day: string): string => {
    const version = book.priceAt(code, localDate(day));
    assert.ok(version.ok, `${code} ${day}`);
    return version.value.figure.text;
  };

  test('every figure holds on every day from 2025-01-01 to 2026-12-31', () => {
    const needed = period('2025-01-01', '2027-01-01');
    const missing = book.codes.map((code) => book.versionsIn(code, needed)).filter((versions) => !versions.ok);
    expect(missing).toEqual([]);
  });

  test('network and charges stay open-ended after 2026; indexes end with December 2026', () => {
    expect(valueAt('electricity/network.sigma1', '2030-01-01')).toBe('23.04');
    expect(book.priceAt('index/pun', localDate('2027-01-01'))).toEqual({
      ok: false,
      refusal: { code: 'tariffs.price_missing', price: 'index/pun', day: '2027-01-01' },
    });
  });

  test('figures of the regulator: sigma1 22.80 then 23.04, UC3 0.00276, ASOS of three quarters', () => {
    expect(valueAt('electricity/network.sigma1', '2025-12-31')).toBe('22.8');
    expect(valueAt('electricity/network.sigma1', '2026-01-01')).toBe('23.04');
    expect(valueAt('electricity/network.uc3', '2026-05-05')).toBe('0.00276');
    expect(
      ['2025-12-31', '2026-01-01', '2026-11-30'].map((day) => valueAt('electricity/charges.asos-resident', day)),
    ).toEqual(['0.029677', '0.028657', '0.031515']);
  });

  test('every territory has its surcharge, its excise and its tariff area', () => {
    const day = localDate('2026-01-01');
    for (const [territory, { area, exciseArea }] of Object.entries(GAS_TERRITORIES)) {
      for (const code of [`gas/surcharge.${territory}`, `gas/excise.${exciseArea}`, `gas/network.tau3.area${area}`]) {
        assert.ok(book.bracketsAt(code, day).ok, code);
      }
    }
  });

  test('each withdrawal profile shares out 100 % of the year', () => {
    for (const code of book.codes.filter((each) => each.startsWith('gas/profile.'))) {
      const profile = book.profileAt(code, localDate('2026-01-01'));
      assert.ok(profile.ok);
      const gap = formatDecimal(subtract(sum(profile.value.figure.percents), decimal('100')));
      assert.ok(Math.abs(Number(gap.replace('.', ''))) <= 1 * 10 ** 3, `${code} misses 100 by ${gap}`);
    }
  });

  test('PUN by band rises and falls around the mean: F1 of January 2026 above it, F3 below', () => {
    const day = '2026-01-15';
    assert.equal(compare(decimal(valueAt('index/pun.f1', day)), decimal(valueAt('index/pun', day))), 1);
    assert.equal(compare(decimal(valueAt('index/pun.f3', day)), decimal(valueAt('index/pun', day))), -1);
  });

  test('the index of each month is its own: 24 months of PUN and PSV', () => {
    let day: LocalDate = localDate('2025-01-01');
    for (let count = 0; count < 24; count += 1, day = addMonths(day, 1)) {
      for (const code of ['index/pun', 'index/psv', 'index/pun.f2']) {
        const version = book.priceAt(code, day);
        assert.ok(version.ok && version.value.validFrom === day, `${code} ${day}`);
      }
    }
  });
});

describe('a folder with a mistake is refused whole, naming file, entry and what was expected', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tariffs-'));
    await cp(FOLDER, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const faultsAfter = async (file: string, from: string, to: string): Promise<readonly unknown[]> => {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    assert.ok(text.includes(from), `${file} has ${from}`);
    await writeFile(path, text.replace(from, to));
    const loaded = await loadTariffBook(folder);
    assert.ok(!loaded.ok);
    return loaded.refusal.faults;
  };
  const losses = 'electricity/losses.yaml';
  const code = 'electricity/losses.low-voltage';

  test('a number without quotes', async () => {
    expect(await faultsAfter(losses, '"0.10"', '0.10')).toEqual([
      {
        code: 'tariffs.file_malformed',
        file: losses,
        entry: `${code} versions.0.value`,
        expected: 'a decimal in quotes',
        found: '0.1',
      },
    ]);
  });
  test('a decimal comma', async () => {
    expect(await faultsAfter(losses, '"0.10"', '"0,10"')).toMatchObject([
      { expected: 'a decimal with a dot, in quotes', found: '0,10' },
    ]);
  });
  test('an unknown source', async () => {
    expect(await faultsAfter(losses, 'source: portal', 'source: hearsay')).toEqual([
      {
        code: 'tariffs.file_malformed',
        file: losses,
        entry: `${code} 2025-01-01`,
        expected: 'one of: portal',
        found: 'hearsay',
      },
    ]);
  });
  test('a day that does not exist', async () => {
    expect(await faultsAfter(losses, '2025-01-01', '2025-02-29')).toMatchObject([
      { expected: 'a day YYYY-MM-DD', found: '2025-02-29' },
    ]);
  });
  test('a hole between two versions', async () => {
    expect(
      await faultsAfter(
        'tv-licence-fee.yaml',
        'validFrom: 2025-01-01,',
        'validFrom: 2025-01-01, validToExclusive: 2026-12-01,',
      ),
    ).toEqual([
      {
        code: 'tariffs.versions_hole',
        entry: 'tv-licence-fee/per-year',
        expected: 'a version from 2026-12-01',
        found: '2027-01-01',
        file: 'tv-licence-fee.yaml',
      },
    ]);
  });
  test('two versions that overlap', async () => {
    expect(
      await faultsAfter(
        'tv-licence-fee.yaml',
        'validFrom: 2025-01-01,',
        'validFrom: 2025-01-01, validToExclusive: 2027-02-01,',
      ),
    ).toMatchObject([
      {
        code: 'tariffs.versions_overlap',
        entry: 'tv-licence-fee/per-year',
        expected: 'validToExclusive <= 2027-01-01',
        found: '2027-02-01',
      },
    ]);
  });
  test('two versions from the same day', async () => {
    expect(await faultsAfter('tv-licence-fee.yaml', 'validFrom: 2027-01-01', 'validFrom: 2025-01-01')).toMatchObject([
      { code: 'tariffs.versions_overlap' },
    ]);
  });
  test('the same code twice', async () => {
    expect(await faultsAfter('tv-licence-fee.yaml', 'tv-licence-fee/instalments', 'tv-licence-fee/per-year')).toEqual([
      { code: 'tariffs.duplicate_code', entry: 'tv-licence-fee/per-year', file: 'tv-licence-fee.yaml' },
    ]);
  });
  test('brackets out of order', async () => {
    expect(await faultsAfter('gas/excise.yaml', 'upTo: "480"', 'upTo: "100"')).toMatchObject([
      { entry: 'gas/excise.centre-north versions.0', expected: 'brackets with rising upTo, the last one without' },
    ]);
  });
  test('a month of an index that is missing', async () => {
    expect(await faultsAfter('indexes/psv.csv', '2026-03,0.563775,confirmed\n', '')).toMatchObject([
      {
        code: 'tariffs.versions_hole',
        entry: 'index/psv',
        expected: 'a version from 2026-03-01',
        found: '2026-04-01',
        file: 'indexes/psv.csv',
      },
    ]);
  });
  test('text that is not YAML', async () => {
    expect(await faultsAfter(losses, 'sources:', 'sources: [')).toMatchObject([
      { file: losses, entry: '(file)', expected: 'YAML' },
    ]);
  });
});
