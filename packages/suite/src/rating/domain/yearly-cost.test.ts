import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { localDate } from '@sportello/kernel/calendar';
import { add, type Decimal, decimal, formatDecimal, integer, multiply, round, sum } from '@sportello/kernel/decimal';
import { expect, test } from 'vitest';
import { type PortalParameters, parameter, parsePortalParameters } from '../../tariffs/domain/portal-parameters.js';
import { loadTariffBook } from '../../tariffs/load-tariff-book.js';
import { gasOffer, offer, RESIDENT_3_KW } from './rating-example.js';
import { NO_EXTRAS, weightByProfile, yearlyElectricityCost, yearlyGasCost } from './yearly-cost.js';

// The worked examples of the Portale Offerte, recomputed from copies of its parameter files of October 2026.
const TARIFFS = fileURLToPath(new URL('../../../../../tariffs', import.meta.url));
function parametersOf(file: string): PortalParameters {
  const parsed = parsePortalParameters(readFileSync(`${TARIFFS}/cases/portale-offerte/${file}`, 'utf8'));
  assert.ok(parsed.ok, parsed.ok ? '' : JSON.stringify(parsed.refusal));
  return parsed.value;
}
const electricity = parametersOf('PO_Parametri_Mercato_Libero_E_20261004.csv');
const gas = parametersOf('PO_Parametri_Mercato_Libero_G_20261006.csv');
const loaded = await loadTariffBook(TARIFFS);
assert.ok(loaded.ok);
const book = loaded.value;
const october = localDate('2026-10-01');

const euros = (value: Decimal): string => formatDecimal(round(value, 2));

test('example 1: fixed price, Milan, resident, 3 kW, 2700 kWh → 1274.92 €', () => {
  const terms = offer({ fixedFeeEurPerYear: '180', price: { kind: 'single', eurPerUnit: '0.25' } });
  const cost = yearlyElectricityCost(electricity, RESIDENT_3_KW, 2700n, terms, {
    ...NO_EXTRAS,
    fixedEurPerYear: parameter(electricity, 'pcv_c'), // 41.18
    eurPerUnit: add(decimal('-0.010270'), parameter(electricity, 'cdispd')), // PPE + 0.016776
  });
  expect([cost.sale, cost.network, cost.charges, cost.excise, cost.vat].map(euros)).toEqual([
    '913.75',
    '133.97',
    '89.51',
    '21.79',
    '115.90',
  ]);
  expect(formatDecimal(cost.totalEur)).toBe('1274.92');
});

test('example 2: gas at a fixed price, Milan, meter up to G6, 1400 Smc, 20 € discount → 1732.03 €', () => {
  const terms = gasOffer({ fixedFeeEurPerYear: '159.99996', price: { kind: 'single', eurPerUnit: '0.47' } });
  const taxes = ['gas/excise.centre-north', 'gas/surcharge.lombardia'].map((code) => {
    const version = book.bracketsAt(code, october);
    assert.ok(version.ok);
    return version.value.figure.brackets;
  });
  const cost = yearlyGasCost(gas, { area: '2', meterClass: 'cc1' }, taxes, 1400n, terms, {
    ...NO_EXTRAS,
    discountEur: integer(20),
  });
  expect([cost.sale, cost.network, cost.charges, cost.excise].map(euros)).toEqual([
    '818.00',
    '364.39',
    '74.57',
    '224.68',
  ]);
  expect(euros(cost.vat)).toBe('270.39'); // 426.41196 × 10 % + 1035.22988 × 22 % = 42.6412 + 227.7506
  expect(formatDecimal(cost.totalEur)).toBe('1732.03');
});

test('example 3: CCR of four quarters weighted 60 % heating zone E, 40 % cooking and hot water → 0.025563 €/Smc, 35.79 €', () => {
  const quarters = ['0.025212', '0.025212', '0.027267', '0.027267'].map(decimal);
  const monthly = quarters.flatMap((value) => [value, value, value]);
  const mix = (
    [
      ['gas/profile.c1-e', '0.60'],
      ['gas/profile.c2', '0.40'],
    ] as const
  ).map(([code, share]) => {
    const profile = book.profileAt(code, october);
    assert.ok(profile.ok);
    return { percents: profile.value.figure.percents, share: decimal(share) };
  });
  const ccr = weightByProfile(monthly, mix);
  expect(formatDecimal(round(ccr, 6))).toBe('0.025563');
  expect(euros(multiply(ccr, integer(1400)))).toBe('35.79');
});

test('example 4: variable price, 2200 kWh, index 0.145553 before losses → 764.40 € without taxes', () => {
  const terms = offer({ fixedFeeEurPerYear: '121.107', price: { kind: 'indexed', index: 'pun', spread: '0.0176' } });
  const cost = yearlyElectricityCost(electricity, RESIDENT_3_KW, 2200n, terms, {
    ...NO_EXTRAS,
    eurPerUnit: decimal('0.024000'),
    indexEurPerUnit: decimal('0.145553'),
  });
  expect([cost.sale, cost.network, cost.charges].map(euros)).toEqual(['564.87', '126.60', '72.94']);
  expect(formatDecimal(cost.beforeTaxesEur)).toBe('764.40');
});

test('three band prices are weighted 33, 31, 36 %', () => {
  const bands = yearlyElectricityCost(
    electricity,
    RESIDENT_3_KW,
    1000n,
    offer({ price: { kind: 'bands', f1: '0.2', f2: '0.1', f3: '0.1' } }),
  );
  expect(euros(bands.sale)).toBe('205.00'); // 72 + 1000 × (0.066 + 0.031 + 0.036)
});

test('a non-resident pays the yearly ASOS and excise on every kWh: 1000 kWh', () => {
  const cost = yearlyElectricityCost(electricity, { ...RESIDENT_3_KW, resident: false }, 1000n, offer());
  expect(euros(cost.charges)).toBe('128.24'); // 95.0916 + 1000 × (0.031515 + 0.001638)
  expect(euros(cost.excise)).toBe('22.70');
});

test('the free kWh of a resident are 1800 up to 2640 and none from 4440', () => {
  const exciseOf = (kWh: bigint): string =>
    euros(yearlyElectricityCost(electricity, RESIDENT_3_KW, kWh, offer()).excise);
  expect([1800n, 1900n, 2640n, 4440n, 5000n].map(exciseOf)).toEqual(['0.00', '2.27', '19.07', '100.79', '113.50']);
});

test('the regulator’s identity holds: cdispd is the sum of its parts and the mean of three capacity months', () => {
  const parts = ['msd', 'modeol', 'uniess', 'terna', 'capprod', 'interr'].map((name) => parameter(electricity, name));
  const capacity = sum(['cpty_mrkt_1', 'cpty_mrkt_2', 'cpty_mrkt_3'].map((name) => parameter(electricity, name)));
  // 3 × 0.016776 = 3 × 0.010877 + 0.017697, within 3 × 0.000001
  const gap = sum([
    multiply(integer(3), sum(parts)),
    capacity,
    multiply(integer(-3), parameter(electricity, 'cdispd')),
  ]);
  assert.ok(gap.units <= 3n && gap.units >= -3n && gap.scale === 6, formatDecimal(gap));
});

test('a parameter file with a wrong line is refused whole', () => {
  const refusal = (text: string): unknown => {
    const parsed = parsePortalParameters(text);
    return parsed.ok ? 'read' : parsed.refusal;
  };
  const header = 'nome_parametro,valore,descrizione';
  expect(refusal('a;b')).toEqual({ code: 'tariffs.portal_file_malformed', line: 1, expected: header, found: 'a;b' });
  expect(refusal(`${header}\nlambda,"0,1",x`)).toMatchObject({ line: 2, found: 'lambda,"0,1",x' });
  expect(refusal(`${header}\r\nlambda,0.1,x\r\nlambda,0.1,x\r\n`)).toMatchObject({
    line: 3,
    expected: 'each code once',
  });
});
