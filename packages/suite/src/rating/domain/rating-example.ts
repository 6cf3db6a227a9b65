import { type LocalDate, localDate, period } from '@sportello/kernel/calendar';
import { decimal } from '@sportello/kernel/decimal';
import { assert } from '@sportello/kernel/result';
import type { ConsumptionBand, ConsumptionSlice } from '../../metering/domain/consumption.js';
import type { OfferTerms } from '../../tariffs/domain/offer-terms.js';
import { composeTariffBook, type Figure, type TariffBook, type TariffEntry } from '../../tariffs/domain/tariff-book.js';
import type { ElectricitySupplyFacts, GasSupplyFacts, RatingInput } from './rating-input.js';

/** Builders of the rating tests: the values of the reference §8, from 2024 without end. */

type Brackets = readonly (readonly [upTo: number | null, price: string])[];
/** Values by code; a list holds dated versions `[validFrom, value]`. */
export type ExampleValues = Readonly<
  Record<string, string | Brackets | readonly (readonly [validFrom: `20${string}`, value: string])[]>
>;

const GAS_HOME = [120, 480, 1560, 5000, 80000, 200000, 1000000, null] as const;
const byBracket = (...prices: readonly string[]): Brackets =>
  prices.map((price, index) => [GAS_HOME[index] ?? null, price]);
const exciseBrackets = (...prices: readonly string[]): Brackets =>
  prices.map((price, index) => [[120, 480, 1560][index] ?? null, price]);

/** Exactly "the values given there" of §8.12 for electricity, and §8.4-8.6 (North-East, Veneto) for gas. */
export const REFERENCE_VALUES: ExampleValues = {
  'electricity/network.sigma1': '23.04',
  'electricity/network.sigma2': '23.52',
  'electricity/network.sigma3': '0.01190',
  'electricity/network.uc3': '0.00007',
  'electricity/network.uc6-energy': '0.00007',
  'electricity/network.uc6-power': '0',
  'electricity/charges.asos-resident': '0.02866',
  'electricity/charges.arim-resident': '0.00164',
  'electricity/charges.asos-non-resident': '0.02866',
  'electricity/charges.arim-non-resident': '0.00164',
  'electricity/charges.asos-non-resident-fixed': '90',
  'electricity/charges.arim-non-resident-fixed': '0',
  'electricity/excise.rate': '0.0227',
  'electricity/excise.exempt-kwh': '150',
  'electricity/excise.exempt-up-to-kw': '3',
  'electricity/excise.small-power-up-to-kw': '1.5',
  'electricity/excise.recovery-above-kwh': '220',
  'electricity/excise.recovery-above-kwh-small-power': '150',
  'electricity/losses.low-voltage': '0.10',
  'index/pun': [
    ['2024-01-01', '0.10'],
    ['2026-02-01', '0.12'],
  ],
  'index/pun.f1': '0.13',
  'index/pun.f2': '0.12',
  'index/pun.f3': '0.10',
  'index/psv': [
    ['2024-01-01', '0.40'],
    ['2026-02-01', '0.50'],
  ],
  'vat/electricity.domestic': '10',
  'vat/gas.first': '10',
  'vat/gas.beyond': '22',
  'vat/gas.fixed': '22',
  'vat/gas.threshold': '480',
  'tv-licence-fee/per-year': '90',
  'tv-licence-fee/instalments': '10',
  'gas/network.tau1.area2.cc1': '69.60',
  'gas/network.st.area2': '-0.35',
  'gas/network.vr.area2': '-0.01',
  'gas/network.tau3.area2': byBracket(
    '0',
    '0.079367',
    '0.072643',
    '0.072949',
    '0.054508',
    '0.027610',
    '0.013551',
    '0.003770',
  ),
  'gas/charges.ug2-fixed': '-21.63',
  'gas/charges.ug2': byBracket('0', '0', '0', '0', '0', '0', '0', '0'),
  'gas/charges.qt': '0.105049',
  'gas/charges.rs': '0.002788',
  'gas/charges.ug1': '0.034837',
  'gas/charges.re': '0.029417',
  'gas/charges.ug3': '0.007292',
  'gas/excise.centre-north': exciseBrackets('0.044', '0.175', '0.170', '0.186'),
  'gas/excise.south': exciseBrackets('0.038', '0.135', '0.120', '0.150'),
  'gas/surcharge.veneto': exciseBrackets('0.007747', '0.023241', '0.025823', '0.030987'),
  'gas/surcharge.lombardia': exciseBrackets('0', '0', '0', '0'),
};

const FROM = localDate('2024-01-01');
const valueFigure = (text: string): Figure => ({ kind: 'value', value: decimal(text), text });

function versionsOf(value: ExampleValues[string]): readonly (readonly [LocalDate, Figure])[] {
  if (typeof value === 'string') return [[FROM, valueFigure(value)]];
  if (typeof value[0]?.[0] === 'string') {
    return (value as readonly (readonly [string, string])[]).map(([from, text]) => [
      localDate(from),
      valueFigure(text),
    ]);
  }
  const brackets = (value as Brackets).map(([upTo, text]) => ({
    upTo: upTo === null ? null : BigInt(upTo),
    price: decimal(text),
    text,
  }));
  return [[FROM, { kind: 'brackets', brackets }]];
}

export function exampleBook(changes: ExampleValues = {}): TariffBook {
  const entries: readonly TariffEntry[] = Object.entries({ ...REFERENCE_VALUES, ...changes }).map(([code, value]) => ({
    code,
    unit: 'as in the reference',
    versions: versionsOf(value).map(([validFrom, figure]) => ({
      validFrom,
      validToExclusive: null,
      source: 'reference §8',
      confidence: 'confirmed',
      figure,
    })),
  }));
  const book = composeTariffBook(entries);
  assert(book.ok, 'the example book is whole');
  return book.value;
}

export const RESIDENT_3_KW: ElectricitySupplyFacts = {
  commodity: 'electricity',
  resident: true,
  committedPowerKw: '3',
  paysTvLicenceFee: true,
};
export const GAS_VENETO: GasSupplyFacts = { commodity: 'gas', area: '2', meterClass: 'cc1', territory: 'veneto' };
export const GAS_LOMBARDIA: GasSupplyFacts = { ...GAS_VENETO, territory: 'lombardia' };

export const used = (
  from: string,
  toExclusive: string,
  quantity: string,
  band: ConsumptionBand = 'F0',
): ConsumptionSlice => ({
  period: period(from, toExclusive),
  band,
  quantity: decimal(quantity),
  origin: 'actual',
  basis: {
    kind: 'readings',
    serialNumber: 'S1',
    register: band,
    rolledOver: false,
    coefficient: '1',
    from: { readOn: from, value: '0', kind: 'collected' },
    to: { readOn: toExclusive, value: quantity, kind: 'collected' },
  },
});

export const offer = (changes: Partial<OfferTerms> = {}): OfferTerms => ({
  offerCode: 'LUCE',
  name: 'Luce',
  commodity: 'electricity',
  fixedFeeEurPerYear: '72',
  price: { kind: 'single', eurPerUnit: '0.1452' },
  validFrom: '2024-01-01',
  validToExclusive: null,
  ...changes,
});
export const gasOffer = (changes: Partial<OfferTerms> = {}): OfferTerms =>
  offer({ offerCode: 'GAS', name: 'Gas', commodity: 'gas', price: { kind: 'single', eurPerUnit: '0.45' }, ...changes });

/** The example of §8.12: resident, 3 kW, January and February 2026, 400 kWh. */
export const electricityInput = (changes: Partial<RatingInput> = {}): RatingInput => ({
  supply: RESIDENT_3_KW,
  period: period('2026-01-01', '2026-03-01'),
  consumption: [used('2026-01-01', '2026-03-01', '400')],
  offerVersions: [offer()],
  yearToDateSmc: 0n,
  book: exampleBook(),
  ...changes,
});
export const gasInput = (changes: Partial<RatingInput> = {}): RatingInput => ({
  supply: GAS_VENETO,
  period: period('2026-01-01', '2027-01-01'),
  consumption: [used('2026-01-01', '2027-01-01', '1000', 'gas')],
  offerVersions: [gasOffer()],
  yearToDateSmc: 0n,
  book: exampleBook(),
  ...changes,
});
