import type { InvoiceLine, LineHeading, LineUnit } from './invoice-document.js';

/** Unit of a line as the XML and the bill print it; at most 10 characters for `UnitaMisura`. */
export const UNIT_LABELS = {
  it: { kWh: 'kWh', Smc: 'Smc', month: 'mesi', day: 'giorni', kW_month: 'kW/mese', kW_day: 'kW/giorno', piece: 'n.' },
  en: { kWh: 'kWh', Smc: 'Smc', month: 'months', day: 'days', kW_month: 'kW·months', kW_day: 'kW·days', piece: 'no.' },
} as const satisfies Record<'it' | 'en', Record<LineUnit, string>>;

const QUOTAS = {
  it: { consumption_charge: 'quota consumi', fixed_charge: 'quota fissa', power_charge: 'quota potenza' },
  en: { consumption_charge: 'consumption charge', fixed_charge: 'fixed charge', power_charge: 'power charge' },
} as const;

const HEADINGS = {
  it: {
    excise_duty: 'Accisa', social_bonus: 'Bonus sociale', recalculation: 'Ricalcolo di periodi già fatturati',
    other_items: 'Altre partite', tv_licence_fee: 'Canone di abbonamento alla televisione',
  },
  en: {
    excise_duty: 'Excise duty', social_bonus: 'Social bonus', recalculation: 'Recalculation of periods already billed',
    other_items: 'Other items', tv_licence_fee: 'TV licence fee',
  },
} as const;

/** The last word of a component, where it tells two lines of one heading apart. */
const DETAILS: Readonly<Record<'it' | 'en', Readonly<Record<string, string>>>> = {
  it: {
    energy: 'energia', fixed: 'commercializzazione', losses: 'perdite di rete', dispatching: 'dispacciamento', capacity: 'mercato della capacità',
    regional_surcharge: 'addizionale regionale', surcharge: 'addizionale regionale', security_deposit: 'deposito cauzionale', deposit: 'deposito cauzionale',
    late_interest: 'interessi di mora', f1: 'fascia F1', f2: 'fascia F2', f3: 'fascia F3',
  },
  en: {
    energy: 'energy', fixed: 'retail service', losses: 'network losses', dispatching: 'dispatching', capacity: 'capacity market',
    regional_surcharge: 'regional surcharge', surcharge: 'regional surcharge', security_deposit: 'security deposit', deposit: 'security deposit',
    late_interest: 'late interest', f1: 'band F1', f2: 'band F2', f3: 'band F3',
  },
};
/** Names of regulated components stand as the Authority spells them. */
const REGULATED = /^(asos|arim|uc3|uc6|sigma[123]|tau[123]|rs|ug[123]|re|gs|st|vr|qvd|ccr|cm)$/i;

const isQuota = (heading: LineHeading): heading is keyof typeof QUOTAS.it => heading in QUOTAS.it;

/** What a line is, in words: heading and part as the bill names them, then the component where it adds something. */
export function describeLine(line: Pick<InvoiceLine, 'component' | 'heading' | 'part'>, language: 'it' | 'en'): string {
  const details = line.component
    .split('.')
    .slice(1)
    .map((word) => DETAILS[language][word.toLowerCase()] ?? (REGULATED.test(word) ? word.toUpperCase() : ''))
    .filter((word) => word !== '');
  const tail = details.length > 0 ? ` (${details.join(', ')})` : '';
  if (!isQuota(line.heading)) return HEADINGS[language][line.heading] + tail;
  const quota = QUOTAS[language][line.heading];
  if (language === 'it') {
    return `${line.part === 'network' ? 'Spesa per la rete e gli oneri generali di sistema' : 'Spesa per la vendita'} - ${quota}${tail}`;
  }
  return `${line.part === 'network' ? 'Network and system charges' : 'Sales'} - ${quota}${tail}`;
}
