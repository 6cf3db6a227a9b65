import { addMonths, firstDayOf, type LocalDate, monthOf } from '@sportello/kernel/calendar';
import type { Offer } from '../tariffs/index.js';
import type { Random } from './random.js';

type Price = Offer['terms']['price'];
/** Name on the bill, commodity, letters 7–11 of the offer code (del. 135/2022), yearly fee, price. Invented figures. */
const CATALOGUE: readonly (readonly [string, string, 'electricity' | 'gas', string, string, Price])[] = [
  ['fixed', 'Luce Fissa 24', 'electricity', 'ESFOP', '96.00', { kind: 'single', eurPerUnit: '0.1490' }],
  [
    'bands',
    'Luce Tre Fasce',
    'electricity',
    'ESFFP',
    '90.00',
    { kind: 'bands', f1: '0.1670', f2: '0.1580', f3: '0.1340' },
  ],
  ['indexed', 'Luce Mercato', 'electricity', 'ESVOP', '108.00', { kind: 'indexed', index: 'pun', spread: '0.0180' }],
  ['gas_fixed', 'Gas Fisso 24', 'gas', 'GSFOP', '102.00', { kind: 'single', eurPerUnit: '0.5290' }],
  ['gas_indexed', 'Gas Mercato', 'gas', 'GSVOP', '114.00', { kind: 'indexed', index: 'psv', spread: '0.0950' }],
];

export type OfferKey = 'fixed' | 'bands' | 'indexed' | 'gas_fixed' | 'gas_indexed';

/** The five offers of the demo company, sold since half a year before its first bills. Fixed prices hold three years. */
export function demoOffers(random: Random, demoFrom: LocalDate): ReadonlyMap<OfferKey, Offer> {
  const soldFrom = firstDayOf(monthOf(addMonths(demoFrom, -6)));
  return new Map(
    CATALOGUE.map(([key, name, commodity, letters, fixedFeeEurPerYear, price], index) => {
      const code = `001234${letters}01XXESEMPIO000000000${index + 1}`;
      const validToExclusive = price.kind === 'indexed' ? null : addMonths(soldFrom, 36);
      const terms = {
        offerCode: code,
        name,
        commodity,
        fixedFeeEurPerYear,
        price,
        validFrom: soldFrom,
        validToExclusive,
      };
      return [key as OfferKey, { offerId: random.id(), code, name, commodity, terms, soldFrom, soldToExclusive: null }];
    }),
  );
}
