import { addDays, type LocalDate, localDate } from '@sportello/kernel/calendar';
import { composeTaxCode, parseVatNumber } from '@sportello/kernel/identifiers';
import { assert } from '@sportello/kernel/result';
import { type Customer, foldForSearch } from '../parties/index.js';
import { BORN_ABROAD, LAST_NAMES, MEN, PLACES, type Place, STREETS, WOMEN } from './places.js';
import type { Random } from './random.js';

/** What a story fixes of a person; chance gives the rest. */
export type PersonOutline = {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly isWoman?: boolean;
  readonly bornOn?: LocalDate;
  /** Belfiore code of the birthplace; the town of residence when absent. */
  readonly birthPlaceCode?: string;
  readonly city?: string;
  readonly language?: 'it' | 'en';
};

/** Eleven digits with the right last one, for invented companies. */
function vatNumberFrom(first10: string): string {
  for (let last = 0; last <= 9; last += 1) if (parseVatNumber(`${first10}${last}`).ok) return `${first10}${last}`;
  assert(false, `one of ten check digits is right: ${first10}`);
}

export function pickPlace(random: Random, city?: string): Place {
  const named = PLACES.find((place) => place.city === city);
  if (named !== undefined) return named;
  return random.pick(PLACES.flatMap((place) => Array.from({ length: place.weight }, () => place)));
}

export const inventStreet = (random: Random): string =>
  `${random.pick(STREETS)} ${random.between(1, 180)}${random.chance(6) ? '/A' : ''}`;

const NO_CONTACTS = { pec: null, recipientCode: '0000000', country: 'IT', version: 1 } as const;
const mailboxName = (text: string): string => foldForSearch(text).replace(/[^a-z0-9]+/g, '.');

export function inventPerson(
  random: Random,
  code: string,
  outline: PersonOutline,
  taken: Set<string>,
): { customer: Customer; place: Place } {
  const place = pickPlace(random, outline.city);
  const abroad = outline.lastName === undefined && random.chance(5) ? random.pick(BORN_ABROAD) : null;
  for (;;) {
    const isWoman = outline.isWoman ?? random.chance(50);
    const lastName = outline.lastName ?? abroad?.lastName ?? random.pick(LAST_NAMES);
    const firstName =
      outline.firstName ?? (abroad === null ? random.pick(isWoman ? WOMEN : MEN) : isWoman ? abroad.woman : abroad.man);
    const bornOn = outline.bornOn ?? addDays(localDate('1944-01-01'), random.between(0, 60 * 365));
    const birthPlace =
      outline.birthPlaceCode ??
      abroad?.placeCode ??
      (random.chance(70) ? place.placeCode : random.pick(PLACES).placeCode);
    const taxCode = composeTaxCode({ lastName, firstName, bornOn, isWoman, placeCode: birthPlace });
    if (taken.has(taxCode)) continue;
    taken.add(taxCode);
    const customer: Customer = {
      ...NO_CONTACTS,
      customerId: random.id(),
      code,
      kind: 'person',
      firstName,
      lastName,
      companyName: null,
      taxCode,
      vatNumber: null,
      bornOn,
      email: `${mailboxName(`${firstName} ${lastName}`)}@posta.example`,
      phone: `+39 3${random.digits(2)} ${random.digits(7)}`,
      street: inventStreet(random),
      postalCode: place.postalCode,
      city: place.city,
      province: place.province,
      language: outline.language ?? 'it',
    };
    return { customer, place };
  }
}

/** Bodies whose supplies are priced as household ones: apartment buildings (central heating) and owners of flats. */
export function inventCompany(
  random: Random,
  code: string,
  companyName: string,
  taken: Set<string>,
): { customer: Customer; place: Place } {
  const place = pickPlace(random, 'Modena');
  const isBuilding = companyName.startsWith('Condominio');
  for (;;) {
    const number = vatNumberFrom(`${isBuilding ? '940' : '031'}${random.digits(7)}`);
    if (taken.has(number)) continue;
    taken.add(number);
    const name = mailboxName(companyName.replace(/S\.r\.l\.|S\.p\.A\./, ''));
    const customer: Customer = {
      ...NO_CONTACTS,
      customerId: random.id(),
      code,
      kind: 'company',
      firstName: null,
      lastName: null,
      companyName,
      taxCode: number,
      vatNumber: isBuilding ? null : number,
      bornOn: null,
      email: `amministrazione@${name.replace(/^\.|\.$/g, '')}.example`,
      phone: `059 ${random.digits(6)}`,
      pec: isBuilding ? null : `${name.replace(/^\.|\.$/g, '')}@pec.example`,
      recipientCode: isBuilding ? '0000000' : 'M5UXCR1',
      street: inventStreet(random),
      postalCode: place.postalCode,
      city: place.city,
      province: place.province,
      language: 'it',
    };
    return { customer, place };
  }
}
