import { localDate, month, type Period, period } from '@sportello/kernel/calendar';
import { decimal, multiply } from '@sportello/kernel/decimal';
import { formatCents, roundToCents } from '@sportello/kernel/money';
import { composeReceipt } from './compose-receipt.js';
import { computeVat, type InvoiceDocument, type InvoiceLine } from './invoice-document.js';

/**
 * Invented invoices for tests, goldens and for looking at the bill while working on its layout
 * (`tools/preview-bills.ts`). People, points and codes are synthetic.
 */

type LineFacts = Pick<
  InvoiceLine,
  'component' | 'heading' | 'part' | 'quantity' | 'unit' | 'unitPriceEur' | 'vat' | 'trace'
>;

/** Amount = quantity × price rounded to cents, as rating does. */
const priced = (facts: LineFacts, of: Period): InvoiceLine => ({
  ...facts,
  period: of,
  amount: formatCents(roundToCents(multiply(decimal(facts.quantity), decimal(facts.unitPriceEur)))),
});

type Figures = 'vat' | 'totals' | 'receipt' | 'portalUrl';
/** Complete a document with the figures that follow from its lines, and the address that follows from its number. */
export const withFigures = (document: Omit<InvoiceDocument, Figures>): InvoiceDocument => ({
  ...document,
  portalUrl: `https://clienti.energia-esempio.example/bollette/${document.number}`,
  ...computeVat(document.lines),
  receipt: composeReceipt(document.lines),
});

const company = {
  name: 'Energia Esempio',
  vatNumber: '01234567897',
  address: {
    street: 'Via della Luce',
    houseNumber: '1',
    postalCode: '00100',
    city: 'Roma',
    province: 'RM',
    country: 'IT',
  },
  iban: 'IT60X0542811101000000123456',
  phone: '800 000 123',
  email: 'clienti@energia-esempio.example',
  website: 'www.energia-esempio.example',
  emergencyPhone: '800 000 456',
  complaintAddress: 'Ufficio reclami, Via della Luce 1, 00100 Roma RM, reclami@energia-esempio.example',
  rea: { office: 'RM', number: '123456', shareCapitalEur: '1000000.00' },
} as const;

const giulia = {
  customerId: 'customer-1',
  code: '0012345',
  displayName: 'Giulia Rossi',
  person: { firstName: 'Giulia', lastName: 'Rossi' },
  taxCode: 'RSSGLI80A41F257D',
  address: {
    street: 'Via delle Prove',
    houseNumber: '12',
    postalCode: '41121',
    city: 'Modena',
    province: 'MO',
    country: 'IT',
  },
  language: 'it',
} as const;

const CURVE = ['262', '241', '228', '196', '171', '154', '149', '183', '205', '188', '176', '201', '199'];
const GAS_CURVE = ['148', '121', '83', '34', '14', '9', '8', '7', '11', '38', '92', '137', '155'];
const MONTHS = [
  '2025-02',
  '2025-03',
  '2025-04',
  '2025-05',
  '2025-06',
  '2025-07',
  '2025-08',
  '2025-09',
  '2025-10',
  '2025-11',
  '2025-12',
  '2026-01',
  '2026-02',
];
const historyOf = (quantities: readonly string[], estimated: readonly number[]) =>
  MONTHS.map((text, index) => ({
    month: month(text),
    quantity: quantities[index] ?? '0',
    kind: estimated.includes(index) ? ('estimated' as const) : ('actual' as const),
  }));

const winter = period('2026-01-01', '2026-03-01');
const january = period('2026-01-01', '2026-02-01');
const february = period('2026-02-01', '2026-03-01');

const electricityLines: readonly InvoiceLine[] = [
  priced(
    {
      component: 'sales.energy',
      heading: 'consumption_charge',
      part: 'sales',
      quantity: '400',
      unit: 'kWh',
      unitPriceEur: '0.1452',
      vat: '10',
    },
    winter,
  ),
  priced(
    {
      component: 'sales.fixed',
      heading: 'fixed_charge',
      part: 'sales',
      quantity: '2',
      unit: 'month',
      unitPriceEur: '6',
      vat: '10',
    },
    winter,
  ),
  priced(
    {
      component: 'network.consumption',
      heading: 'consumption_charge',
      part: 'network',
      quantity: '400',
      unit: 'kWh',
      unitPriceEur: '0.04234',
      vat: '10',
    },
    winter,
  ),
  priced(
    {
      component: 'network.fixed',
      heading: 'fixed_charge',
      part: 'network',
      quantity: '2',
      unit: 'month',
      unitPriceEur: '1.92',
      vat: '10',
    },
    winter,
  ),
  priced(
    {
      component: 'network.power',
      heading: 'power_charge',
      part: 'network',
      quantity: '6',
      unit: 'kW_month',
      unitPriceEur: '1.96',
      vat: '10',
    },
    winter,
  ),
  priced(
    {
      component: 'excise.electricity',
      heading: 'excise_duty',
      part: 'tax',
      quantity: '100',
      unit: 'kWh',
      unitPriceEur: '0.0227',
      vat: '10',
    },
    winter,
  ),
  priced(
    {
      component: 'tv_licence_fee',
      heading: 'tv_licence_fee',
      part: 'other',
      quantity: '2',
      unit: 'piece',
      unitPriceEur: '9',
      vat: 'N2.2',
    },
    winter,
  ),
];

/** The worked example of the reference, §8.12: 400 kWh in January and February 2026 make 133.38 euro. */
export const householdElectricity: InvoiceDocument = withFigures({
  number: 'E-2026-000123',
  series: 'E',
  fiscalYear: 2026,
  documentType: 'TD01',
  billType: 'ordinary',
  issuedOn: localDate('2026-03-05'),
  dueOn: localDate('2026-03-25'),
  period: winter,
  commodity: 'electricity',
  company,
  customer: giulia,
  supply: {
    supplyId: 'supply-1',
    alias: 'Casa',
    commodity: 'electricity',
    pointCode: 'IT001E10000003',
    address: giulia.address,
    market: 'free',
    useCategory: 'household_resident',
    meterSerial: '09E5E0012345678',
    annualConsumption: '2291',
    distributor: 'Rete Esempio Distribuzione',
    committedPowerKw: '3',
    availablePowerKw: '3.3',
    timeBands: false,
  },
  contract: { number: 'CTR-2025-00077', signedOn: localDate('2025-06-10') },
  offer: {
    code: '001234ESFMT01XX00000000000000001',
    name: 'Luce Chiara 12 mesi',
    kind: 'fixed',
    prices: [
      { item: 'energy', value: '0.1452', unit: 'EUR/kWh' },
      { item: 'fixed_fee', value: '72', unit: 'EUR/year' },
    ],
    validFrom: localDate('2025-07-01'),
    validToExclusive: localDate('2026-07-01'),
  },
  lines: electricityLines,
  consumption: { quantity: '400', unit: 'kWh', origin: 'actual' },
  readings: [
    {
      previousReadOn: localDate('2025-12-31'),
      readOn: localDate('2026-02-28'),
      kind: 'collected',
      serialNumber: '09E5E0012345678',
      registers: [{ register: 'A0', previous: '18204', current: '18604', quantity: '400' }],
    },
  ],
  history: historyOf(CURVE, [4, 5]),
  payment: { method: 'bank_transfer', paymentCode: 'E-2026-000123', previousUnpaid: [] },
  webCode: '7K4M29QXH3TP',
  notices: ['self_reading_window'],
});

const { webCode: _used, ...withAccount } = householdElectricity;
/** Three time bands, a price that changes in the period, a recalculation, a social bonus, a bill unpaid; the customer has an account. */
export const electricityByBands: InvoiceDocument = withFigures({
  ...withAccount,
  number: 'E-2026-000124',
  billType: 'recalculation',
  customer: {
    ...giulia,
    customerId: 'customer-2',
    code: '0012388',
    displayName: 'Àlvise Dall’Òglio',
    person: { firstName: 'Àlvise', lastName: 'Dall’Òglio' },
    taxCode: 'DLLLVS75H14L736K',
  },
  supply: {
    ...householdElectricity.supply,
    commodity: 'electricity',
    committedPowerKw: '4.5',
    availablePowerKw: '5',
    timeBands: true,
    pointCode: 'IT001E10000011',
    meterSerial: '09E5E0099887766',
    alias: 'Casa al mare',
  },
  offer: {
    ...householdElectricity.offer,
    name: 'Luce Tre Fasce',
    kind: 'indexed',
    index: 'PUN Index GME',
    code: '001234ESVFT03XX00000000000000007',
    prices: [
      { item: 'energy_F1', value: '0.1612', unit: 'EUR/kWh' },
      { item: 'energy_F2', value: '0.1498', unit: 'EUR/kWh' },
      { item: 'energy_F3', value: '0.1321', unit: 'EUR/kWh' },
      { item: 'spread', value: '0.018', unit: 'EUR/kWh' },
      { item: 'fixed_fee', value: '96', unit: 'EUR/year' },
    ],
  },
  lines: [
    ...[january, february].flatMap((of, index) => [
      priced(
        {
          component: 'sales.energy',
          heading: 'consumption_charge',
          part: 'sales',
          quantity: index === 0 ? '82' : '74',
          unit: 'kWh',
          unitPriceEur: index === 0 ? '0.1612' : '0.15887',
          vat: '10',
          trace: { prices: [], facts: { band: 'F1' } },
        },
        of,
      ),
      priced(
        {
          component: 'sales.energy',
          heading: 'consumption_charge',
          part: 'sales',
          quantity: index === 0 ? '61' : '57',
          unit: 'kWh',
          unitPriceEur: index === 0 ? '0.1498' : '0.14702',
          vat: '10',
          trace: { prices: [], facts: { band: 'F2' } },
        },
        of,
      ),
      priced(
        {
          component: 'sales.energy',
          heading: 'consumption_charge',
          part: 'sales',
          quantity: index === 0 ? '103' : '96',
          unit: 'kWh',
          unitPriceEur: index === 0 ? '0.1321' : '0.13044',
          vat: '10',
          trace: { prices: [], facts: { band: 'F3' } },
        },
        of,
      ),
    ]),
    priced(
      {
        component: 'sales.fixed',
        heading: 'fixed_charge',
        part: 'sales',
        quantity: '2',
        unit: 'month',
        unitPriceEur: '8',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'network.sigma3',
        heading: 'consumption_charge',
        part: 'network',
        quantity: '473',
        unit: 'kWh',
        unitPriceEur: '0.0119',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'network.asos',
        heading: 'consumption_charge',
        part: 'network',
        quantity: '473',
        unit: 'kWh',
        unitPriceEur: '0.02866',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'network.arim',
        heading: 'consumption_charge',
        part: 'network',
        quantity: '473',
        unit: 'kWh',
        unitPriceEur: '0.00164',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'network.uc3',
        heading: 'consumption_charge',
        part: 'network',
        quantity: '473',
        unit: 'kWh',
        unitPriceEur: '0.00007',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'network.sigma1',
        heading: 'fixed_charge',
        part: 'network',
        quantity: '2',
        unit: 'month',
        unitPriceEur: '1.92',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'network.sigma2',
        heading: 'power_charge',
        part: 'network',
        quantity: '9',
        unit: 'kW_month',
        unitPriceEur: '1.96',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'excise.electricity',
        heading: 'excise_duty',
        part: 'tax',
        quantity: '473',
        unit: 'kWh',
        unitPriceEur: '0.0227',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'bonus.social',
        heading: 'social_bonus',
        part: 'other',
        quantity: '59',
        unit: 'day',
        unitPriceEur: '-0.4',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'sales.energy',
        heading: 'recalculation',
        part: 'sales',
        quantity: '-38',
        unit: 'kWh',
        unitPriceEur: '0.1498',
        vat: '10',
      },
      period('2025-11-01', '2026-01-01'),
    ),
    priced(
      {
        component: 'network.consumption',
        heading: 'recalculation',
        part: 'network',
        quantity: '-38',
        unit: 'kWh',
        unitPriceEur: '0.04234',
        vat: '10',
      },
      period('2025-11-01', '2026-01-01'),
    ),
    priced(
      {
        component: 'other.late_interest',
        heading: 'other_items',
        part: 'other',
        quantity: '1',
        unit: 'piece',
        unitPriceEur: '1.87',
        vat: 'N1',
      },
      winter,
    ),
  ],
  consumption: { quantity: '473', unit: 'kWh', origin: 'mixed' },
  readings: [
    {
      previousReadOn: localDate('2025-12-31'),
      readOn: localDate('2026-01-31'),
      kind: 'collected',
      serialNumber: '09E5E0099887766',
      registers: [
        { register: 'A1', previous: '6120', current: '6202', quantity: '82' },
        { register: 'A2', previous: '4987', current: '5048', quantity: '61' },
        { register: 'A3', previous: '9034', current: '9137', quantity: '103' },
      ],
    },
    {
      previousReadOn: localDate('2026-01-31'),
      readOn: localDate('2026-02-28'),
      kind: 'estimated',
      serialNumber: '09E5E0099887766',
      registers: [
        { register: 'A1', previous: '6202', current: '6276', quantity: '74' },
        { register: 'A2', previous: '5048', current: '5105', quantity: '57' },
        { register: 'A3', previous: '9137', current: '9233', quantity: '96' },
      ],
    },
  ],
  history: historyOf(
    CURVE.map((text) => String(Number(text) + 38)),
    [5, 12],
  ),
  payment: {
    method: 'direct_debit',
    maskedIban: 'IT60 •••• 3456',
    paymentCode: 'E-2026-000124',
    previousUnpaid: [{ number: 'E-2025-004410', dueOn: localDate('2026-01-26'), amount: '98.41' }],
  },
  notices: ['estimated_consumption', 'instalments_available', 'offer_expiring'],
});

/** A volume corrector, the 480 Smc of the year crossed in February, so VAT at 10 and 22. */
export const householdGas: InvoiceDocument = withFigures({
  ...householdElectricity,
  number: 'G-2026-000088',
  series: 'G',
  commodity: 'gas',
  supply: {
    supplyId: 'supply-2',
    commodity: 'gas',
    pointCode: '00881234567890',
    address: giulia.address,
    market: 'free',
    useCategory: 'household_resident',
    meterSerial: 'ELS20170045612',
    annualConsumption: '1240',
    distributor: 'Rete Gas Esempio',
    conversionCoefficient: '1.023456',
    correctorSerial: 'COR7781234',
    withdrawalClass: 'C1',
    meterClass: 'G4',
    tariffArea: 'Nord orientale',
    remiCode: '34567800',
    heatingValueMjPerSmc: '38.52',
  },
  offer: {
    code: '001234GSFMT01XX00000000000000002',
    name: 'Gas Sereno 12 mesi',
    kind: 'fixed',
    prices: [
      { item: 'energy', value: '0.452', unit: 'EUR/Smc' },
      { item: 'fixed_fee', value: '84', unit: 'EUR/year' },
    ],
    validFrom: localDate('2025-10-01'),
    validToExclusive: localDate('2026-10-01'),
  },
  lines: [
    priced(
      {
        component: 'sales.energy',
        heading: 'consumption_charge',
        part: 'sales',
        quantity: '480',
        unit: 'Smc',
        unitPriceEur: '0.452',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'sales.energy',
        heading: 'consumption_charge',
        part: 'sales',
        quantity: '42',
        unit: 'Smc',
        unitPriceEur: '0.452',
        vat: '22',
      },
      february,
    ),
    priced(
      {
        component: 'sales.fixed',
        heading: 'fixed_charge',
        part: 'sales',
        quantity: '2',
        unit: 'month',
        unitPriceEur: '7',
        vat: '22',
      },
      winter,
    ),
    priced(
      {
        component: 'network.bracket',
        heading: 'consumption_charge',
        part: 'network',
        quantity: '120',
        unit: 'Smc',
        unitPriceEur: '0.064812',
        vat: '10',
        trace: { prices: [], facts: { bracketFrom: '0', bracketTo: '120' } },
      },
      winter,
    ),
    priced(
      {
        component: 'network.bracket',
        heading: 'consumption_charge',
        part: 'network',
        quantity: '360',
        unit: 'Smc',
        unitPriceEur: '0.151347',
        vat: '10',
        trace: { prices: [], facts: { bracketFrom: '120', bracketTo: '480' } },
      },
      winter,
    ),
    priced(
      {
        component: 'network.bracket',
        heading: 'consumption_charge',
        part: 'network',
        quantity: '42',
        unit: 'Smc',
        unitPriceEur: '0.148765',
        vat: '22',
      },
      february,
    ),
    priced(
      {
        component: 'network.fixed',
        heading: 'fixed_charge',
        part: 'network',
        quantity: '2',
        unit: 'month',
        unitPriceEur: '5.4625',
        vat: '22',
      },
      winter,
    ),
    priced(
      {
        component: 'excise.gas',
        heading: 'excise_duty',
        part: 'tax',
        quantity: '120',
        unit: 'Smc',
        unitPriceEur: '0.044',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'excise.gas',
        heading: 'excise_duty',
        part: 'tax',
        quantity: '360',
        unit: 'Smc',
        unitPriceEur: '0.175',
        vat: '10',
      },
      winter,
    ),
    priced(
      {
        component: 'excise.gas',
        heading: 'excise_duty',
        part: 'tax',
        quantity: '42',
        unit: 'Smc',
        unitPriceEur: '0.17',
        vat: '22',
      },
      february,
    ),
    priced(
      {
        component: 'excise.regional_surcharge',
        heading: 'excise_duty',
        part: 'tax',
        quantity: '522',
        unit: 'Smc',
        unitPriceEur: '0.030987',
        vat: '10',
      },
      winter,
    ),
  ],
  consumption: { quantity: '522', unit: 'Smc', origin: 'self_reported' },
  readings: [
    {
      previousReadOn: localDate('2025-12-31'),
      readOn: localDate('2026-02-28'),
      kind: 'self_reported',
      serialNumber: 'ELS20170045612',
      registers: [
        { register: 'M', previous: '7401', current: '7911' },
        { register: 'C', previous: '7566', current: '8088', quantity: '522' },
      ],
    },
  ],
  history: historyOf(GAS_CURVE, [3, 9]),
  payment: { method: 'postal_slip', paymentCode: 'G-2026-000088', previousUnpaid: [] },
});

/** Fifty kWh given back on the first sample: negative for us, positive in the XML. */
export const creditNote: InvoiceDocument = withFigures({
  ...householdElectricity,
  number: 'NC-2026-000009',
  series: 'NC',
  documentType: 'TD04',
  billType: 'credit_note',
  issuedOn: localDate('2026-03-20'),
  dueOn: localDate('2026-04-09'),
  lines: [
    priced(
      {
        component: 'sales.energy',
        heading: 'recalculation',
        part: 'sales',
        quantity: '-50',
        unit: 'kWh',
        unitPriceEur: '0.1452',
        vat: '10',
      },
      winter,
    ),
  ],
  consumption: { quantity: '-50', unit: 'kWh', origin: 'actual' },
  payment: { method: 'bank_transfer', paymentCode: 'NC-2026-000009', previousUnpaid: [] },
  linkedInvoice: { number: 'E-2026-000123', issuedOn: localDate('2026-03-05') },
  notices: [],
});

/** The worked example for a business that reads English. */
export const businessInEnglish: InvoiceDocument = withFigures({
  ...householdElectricity,
  number: 'E-2026-000125',
  customer: {
    customerId: 'customer-3',
    code: '0012401',
    displayName: 'Harbour & Sons S.r.l.',
    vatNumber: '01234567897',
    taxCode: '01234567897',
    address: {
      street: 'Viale Trento Trieste',
      houseNumber: '4/B',
      postalCode: '41124',
      city: 'Modena',
      province: 'MO',
      country: 'IT',
    },
    recipientCode: 'ABC1234',
    language: 'en',
  },
  supply: { ...householdElectricity.supply, useCategory: 'other_uses' },
  lines: electricityLines
    .filter((line) => line.heading !== 'tv_licence_fee')
    .map((line) => ({ ...line, vat: '22' as const })),
});

export const SAMPLE_DOCUMENTS = {
  householdElectricity,
  electricityByBands,
  householdGas,
  creditNote,
  businessInEnglish,
} as const;
