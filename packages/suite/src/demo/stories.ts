import type { OfferKey } from './offers.js';
import type { PersonOutline } from './people.js';

/** What happens to the measures of a supply in the fourteen months. */
export type MeasureStory =
  | 'regular'
  /** Another meter in the seventh month. */
  | 'meter_change'
  /** The dial passes zero. */
  | 'rollover'
  /** Nothing read in the last two months: the last bill is estimated. */
  | 'missing_last'
  /** Nothing read for eight months, billed on estimates; then the real reading comes (conguaglio). */
  | 'late_actual'
  /** A reading of the fifth month was wrong and is rectified a month later. */
  | 'rectified'
  /** The supply ends in the tenth month with a closing reading. */
  | 'closing'
  /** The customer reads the meter every other period. */
  | 'self_read';

export type SupplyOutline = {
  readonly offer: OfferKey;
  /** kWh or Smc a year. */
  readonly annual: number;
  readonly measure?: 'single' | 'bands' | 'hourly';
  readonly powerKw?: string;
  readonly isResident?: boolean;
  readonly remoteRead?: boolean;
  /** Heating by default; `c2` cooks and washes, `t1` bakes all year. */
  readonly gasUse?: 'c1' | 'c2' | 't1';
  readonly corrector?: boolean;
  readonly alias?: string;
  readonly story?: MeasureStory;
};

/** A customer worth showing, with a name to sign in when there is one. */
export type CustomerStory = {
  readonly key: string;
  readonly why: string;
  readonly person: PersonOutline;
  readonly supplies: readonly SupplyOutline[];
  readonly userName?: string;
  /** `not_the_last`: the largest of the last bills is still to pay. */
  readonly pays: 'always' | 'not_the_last' | 'not_the_last_three' | 'mostly';
};

const day = (text: string) => text as NonNullable<PersonOutline['bornOn']>;

/** Codes of the customers in the order they are invented: the stories come first. */
export const demoCustomerCode = (index: number): string => String(100_001 + index);

export const CUSTOMER_STORIES: readonly CustomerStory[] = [
  {
    key: 'giulia',
    userName: 'giulia',
    why: 'luce a fasce e gas, l’ultima bolletta da pagare, autolettura aperta',
    pays: 'not_the_last',
    person: { firstName: 'Giulia', lastName: 'Ferrari', isWoman: true, bornOn: day('1986-05-14'), city: 'Modena' },
    supplies: [
      { offer: 'bands', annual: 2700, measure: 'bands', powerKw: '3', alias: 'Casa' },
      { offer: 'gas_fixed', annual: 980, remoteRead: false, story: 'self_read', alias: 'Casa' },
    ],
  },
  {
    key: 'antonio',
    userName: 'antonio',
    why: 'forno con gas misurato da un correttore di volumi',
    pays: 'always',
    person: { firstName: 'Antonio', lastName: 'D’Agostino', isWoman: false, bornOn: day('1971-11-02'), city: 'Modena' },
    supplies: [
      { offer: 'gas_indexed', annual: 9600, gasUse: 't1', corrector: true, remoteRead: false, alias: 'Forno' },
    ],
  },
  {
    key: 'marco',
    userName: 'marco',
    why: 'bollette scadute e non pagate',
    pays: 'not_the_last_three',
    person: { firstName: 'Marco', lastName: 'Esposito', isWoman: false, bornOn: day('1979-02-27'), city: 'Napoli' },
    supplies: [
      { offer: 'indexed', annual: 3100, measure: 'bands', powerKw: '4.5' },
      { offer: 'gas_indexed', annual: 620, remoteRead: false },
    ],
  },
  {
    key: 'lucia',
    userName: 'lucia',
    why: 'otto mesi stimati e poi il conguaglio sulla lettura reale',
    pays: 'mostly',
    person: { firstName: 'Lucia', lastName: 'Bianchi', isWoman: true, bornOn: day('1958-08-19'), city: 'Bologna' },
    supplies: [{ offer: 'gas_fixed', annual: 1150, remoteRead: false, story: 'late_actual' }],
  },
  {
    key: 'emily',
    userName: 'emily',
    why: 'cliente nata all’estero che usa il portale in inglese',
    pays: 'always',
    person: {
      firstName: 'Emily',
      lastName: 'Clarke',
      isWoman: true,
      bornOn: day('1990-03-08'),
      birthPlaceCode: 'Z114',
      city: 'Firenze',
      language: 'en',
    },
    supplies: [
      { offer: 'fixed', annual: 1900, measure: 'single', powerKw: '3', isResident: false, alias: 'Florence flat' },
    ],
  },
  {
    key: 'paolo',
    why: 'primo accesso con il codice web della bolletta',
    pays: 'not_the_last',
    person: { firstName: 'Paolo', lastName: 'Ricci', isWoman: false, bornOn: day('1964-12-30'), city: 'Modena' },
    supplies: [{ offer: 'fixed', annual: 2400, measure: 'single', powerKw: '3' }],
  },
  {
    key: 'niccolo',
    why: 'cambio del contatore elettrico',
    pays: 'always',
    person: { firstName: 'Niccolò', lastName: 'Fabbri', isWoman: false, city: 'Bologna' },
    supplies: [{ offer: 'bands', annual: 3300, measure: 'bands', powerKw: '6', story: 'meter_change' }],
  },
  {
    key: 'rosa',
    why: 'contatore del gas che passa per lo zero',
    pays: 'always',
    person: { firstName: 'Rosa', lastName: 'Conti', isWoman: true, city: 'Milano' },
    supplies: [{ offer: 'gas_fixed', annual: 1300, story: 'rollover' }],
  },
  {
    key: 'dante',
    why: 'ultima lettura mancante, bolletta stimata',
    pays: 'mostly',
    person: { firstName: 'Dante', lastName: 'Galli', isWoman: false, city: 'Torino' },
    supplies: [{ offer: 'indexed', annual: 2200, measure: 'single', powerKw: '3', story: 'missing_last' }],
  },
  {
    key: 'sara',
    why: 'fornitura cessata con bolletta di chiusura',
    pays: 'mostly',
    person: { firstName: 'Sara', lastName: 'Moretti', isWoman: true, city: 'Roma' },
    supplies: [{ offer: 'fixed', annual: 1700, measure: 'single', powerKw: '3', story: 'closing' }],
  },
  {
    key: 'pietro',
    why: 'lettura rettificata dal distributore',
    pays: 'always',
    person: { firstName: 'Pietro', lastName: 'Dell’Orto', isWoman: false, city: 'Genova' },
    supplies: [{ offer: 'gas_indexed', annual: 740, story: 'rectified' }],
  },
  {
    key: 'elisa',
    userName: 'elisa',
    why: 'curva quartoraria e seconda casa',
    pays: 'always',
    person: { firstName: 'Elisa', lastName: 'Forlì', isWoman: true, city: 'Modena' },
    supplies: [
      { offer: 'indexed', annual: 4200, measure: 'hourly', powerKw: '6', alias: 'Casa' },
      { offer: 'fixed', annual: 600, measure: 'bands', powerKw: '3', isResident: false, alias: 'Casa al mare' },
    ],
  },
];

export const COMPANY_NAMES = [
  'Condominio Il Tiglio',
  'Condominio Via Giardini 112',
  'Condominio Ca’ Bianca',
  'Residenze Estensi S.r.l.',
  'Ghirlandina Immobili S.r.l.',
] as const;
