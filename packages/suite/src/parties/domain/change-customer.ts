import { ok, type Result, refuse } from '@sportello/kernel/result';
import type { Address, Contacts, Customer } from './customer.js';

/** One `@`, no spaces, a dot in the domain: the rest is proven by the message that arrives. */
export const EMAIL_FORM = /^[^\s@<>",;:\\()[\]]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
/** 6 to 15 digits with the usual signs between them. */
export const PHONE_FORM = /^\+?[0-9](?:[ ./-]?[0-9]){5,14}$/;

/** What a customer may change alone. Names and codes change at the counter, with a document. */
export type CustomerChange = Address & Omit<Contacts, 'recipientCode'>;
export type ChangeRefusal = {
  readonly code: 'parties.wrong_email' | 'parties.wrong_phone' | 'parties.wrong_postal_code' | 'parties.wrong_province';
  readonly field: keyof CustomerChange;
};

/**
 * Decide whether the new address and contacts may be stored. Empty e-mail, certified e-mail and phone mean "none".
 *
 * Pure. Foreign addresses keep whatever postal code their country uses and have no province.
 */
export function changeCustomer(customer: Customer, change: CustomerChange): Result<Customer, ChangeRefusal> {
  const contacts = { email: change.email || null, pec: change.pec || null, phone: change.phone || null };
  for (const field of ['email', 'pec'] as const) {
    const address = contacts[field];
    if (address !== null && !EMAIL_FORM.test(address)) return refuse({ code: 'parties.wrong_email', field });
  }
  if (contacts.phone !== null && !PHONE_FORM.test(contacts.phone))
    return refuse({ code: 'parties.wrong_phone', field: 'phone' });
  const isItalian = change.country === 'IT';
  if (isItalian && !/^\d{5}$/.test(change.postalCode))
    return refuse({ code: 'parties.wrong_postal_code', field: 'postalCode' });
  if (isItalian && !/^[A-Z]{2}$/.test(change.province))
    return refuse({ code: 'parties.wrong_province', field: 'province' });
  const { street, postalCode, city, country, language } = change;
  return ok({
    ...customer,
    ...contacts,
    street,
    postalCode,
    city,
    country,
    province: isItalian ? change.province : '',
    language,
  });
}

export type FieldChanges = Readonly<Record<string, { readonly from: string | null; readonly to: string | null }>>;

/** Old and new value of the fields that differ, without version. */
export function fieldChanges(before: Customer, after: Customer): FieldChanges {
  const changes: Record<string, { from: string | null; to: string | null }> = {};
  for (const field of Object.keys(after) as (keyof Customer)[]) {
    if (field === 'version' || before[field] === after[field]) continue;
    changes[field] = { from: before[field] as string | null, to: after[field] as string | null };
  }
  return changes;
}
