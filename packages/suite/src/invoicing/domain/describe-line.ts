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
    excise_duty: 'Accisa',
    social_bonus: 'Bonus sociale',
    recalculation: 'Ricalcolo',
    other_items: 'Altre partite',
    tv_licence_fee: 'Canone di abbonamento alla televisione',
  },
  en: {
    excise_duty: 'Excise duty',
    social_bonus: 'Social bonus',
    recalculation: 'Recalculation',
    other_items: 'Other items',
    tv_licence_fee: 'TV licence fee',
  },
} as const;

type PartNames = { readonly sales: string; readonly network: string; readonly tax: string };
const SHORT_PARTS: Readonly<Record<'it' | 'en', PartNames>> = {
  it: { sales: 'Vendita', network: 'Rete e oneri', tax: 'Accisa' },
  en: { sales: 'Sales', network: 'Network and charges', tax: 'Excise duty' },
};
/** The names of the 2025 bill, for the fiscal document. */
const FULL_PARTS: PartNames = {
  sales: 'Spesa per la vendita',
  network: 'Spesa per la rete e gli oneri generali di sistema',
  tax: 'Accisa',
};

/** The last word of a component, where it tells two lines of one heading apart. */
const DETAILS: Readonly<Record<'it' | 'en', Readonly<Record<string, string>>>> = {
  it: {
    energy: 'energia',
    bracket: 'distribuzione',
    losses: 'perdite di rete',
    dispatching: 'dispacciamento',
    capacity: 'mercato della capacità',
    security_deposit: 'deposito cauzionale',
    deposit: 'deposito cauzionale',
    late_interest: 'interessi di mora',
  },
  en: {
    energy: 'energy',
    bracket: 'distribution',
    losses: 'network losses',
    dispatching: 'dispatching',
    capacity: 'capacity market',
    security_deposit: 'security deposit',
    deposit: 'security deposit',
    late_interest: 'late interest',
  },
};
/** Names of regulated components stand as the Authority spells them. */
const REGULATED = /^(asos|arim|uc3|uc6|rs|ug[123]|re|gs|st|vr|qvd|ccr|cm)$/i;
/** σ1, τ3 … spelled out: the XML takes no Greek. */
const GREEK = /^(sigma|tau)[123]$/;

type DescribedLine = Pick<InvoiceLine, 'component' | 'heading' | 'part' | 'trace'>;
const isQuota = (heading: LineHeading): heading is keyof typeof QUOTAS.it => heading in QUOTAS.it;

const SURCHARGE = { it: 'Addizionale regionale', en: 'Regional surcharge' } as const;
const RANGE_WORDS = {
  it: { band: 'fascia', from: 'oltre', to: 'fino a' },
  en: { band: 'band', from: 'over', to: 'up to' },
} as const;

/** Time band or bracket of consumption, from what rating noted: `fascia F1`, `oltre 120 fino a 480 Smc`. */
function rangeOf({ trace }: DescribedLine, language: 'it' | 'en'): readonly string[] {
  const { band, bracketFrom, bracketTo } = trace?.facts ?? {};
  const words = RANGE_WORDS[language];
  const range = [
    ...(bracketFrom !== undefined && bracketFrom !== '0' ? [`${words.from} ${bracketFrom}`] : []),
    ...(bracketTo !== undefined && bracketTo !== '' ? [`${words.to} ${bracketTo}`] : []),
  ];
  return [
    ...(band === undefined ? [] : [`${words.band} ${band}`]),
    ...(range.length > 0 ? [`${range.join(' ')} Smc`] : []),
  ];
}

function describe(line: DescribedLine, language: 'it' | 'en', parts: PartNames): string {
  const ofComponent = line.component
    .split('.')
    .slice(1)
    .map(
      (word) =>
        DETAILS[language][word.toLowerCase()] ??
        (REGULATED.test(word) ? word.toUpperCase() : GREEK.test(word) ? word : ''),
    )
    .filter((word) => word !== '');
  const details = [...ofComponent, ...rangeOf(line, language)];
  const tail = details.length > 0 ? ` (${details.join(', ')})` : '';
  const part = line.part === 'network' ? parts.network : parts.sales;
  if (isQuota(line.heading)) return `${part} - ${QUOTAS[language][line.heading]}${tail}`;
  const isSurcharge = line.component === 'excise.regional_surcharge';
  const heading = HEADINGS[language][line.heading];
  if (line.heading !== 'recalculation' || line.part === 'other')
    return (isSurcharge ? SURCHARGE[language] : heading) + tail;
  const tax = isSurcharge ? SURCHARGE[language] : parts.tax;
  return `${heading} - ${line.part === 'tax' ? tax : part}${tail}`;
}

/** What a line is, in the words of the bill and the portal: part and quota, then the component where it adds something. */
export const describeLine = (line: DescribedLine, language: 'it' | 'en'): string =>
  describe(line, language, SHORT_PARTS[language]);

/** What a line is, with the full names of the headings, in Italian as the fiscal document is. */
export const describeLineInFull = (line: DescribedLine): string => describe(line, 'it', FULL_PARTS);
