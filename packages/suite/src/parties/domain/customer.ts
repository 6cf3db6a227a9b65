import type { LocalDate } from '@sportello/kernel/calendar';

export type Address = {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly province: string;
  readonly country: string;
};

/** How a customer is reached; null when not given. */
export type Contacts = {
  readonly email: string | null;
  readonly phone: string | null;
  readonly pec: string | null;
  /** SdI recipient code (codice destinatario); `0000000` delivers to the tax drawer. */
  readonly recipientCode: string;
  /** Language of messages and bills. */
  readonly language: 'it' | 'en';
};

/** Who the customer is for the law. A person has names and a tax code, a company a name and usually a VAT number. */
export type Identity = {
  readonly kind: 'person' | 'company';
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly companyName: string | null;
  readonly taxCode: string | null;
  readonly vatNumber: string | null;
  readonly bornOn: LocalDate | null;
};

/** A customer (cliente): `code` is the number printed on the bill, `version` grows with every change. */
export type Customer = Identity &
  Contacts &
  Address & {
    readonly customerId: string;
    readonly code: string;
    readonly version: number;
  };

/** `Rossi Maria` or the company's name: how lists sort and people look for it. */
export const sortNameOf = ({ kind, firstName, lastName, companyName }: Identity): string =>
  kind === 'person' ? `${lastName ?? ''} ${firstName ?? ''}`.trim() : (companyName ?? '');

/** `Maria Rossi` or the company's name: how letters and screens call it. */
export const displayNameOf = ({ kind, firstName, lastName, companyName }: Identity): string =>
  kind === 'person' ? `${firstName ?? ''} ${lastName ?? ''}`.trim() : (companyName ?? '');

/**
 * Fold a text as the search compares it: lower case, no accents, no apostrophes. `D'Agostino è` finds `dagostino e`,
 * whatever keyboard it was typed on.
 */
export const foldForSearch = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/['’`]/g, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** What the office search looks into: names in both orders and every code of the customer. */
export const searchTextOf = (customer: Pick<Customer, keyof Identity | 'code' | 'email'>): string =>
  foldForSearch(
    [displayNameOf(customer), sortNameOf(customer), customer.code, customer.taxCode, customer.vatNumber, customer.email]
      .filter((part) => part !== null)
      .join(' '),
  );
