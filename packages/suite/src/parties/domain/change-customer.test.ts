import assert from 'node:assert/strict';
import { test } from 'vitest';
import { type CustomerChange, changeCustomer, fieldChanges } from './change-customer.js';
import type { Customer } from './customer.js';

const customer: Customer = {
  customerId: 'c1',
  code: 'C0001',
  version: 1,
  kind: 'person',
  firstName: 'Giulia',
  lastName: 'D’Angelo',
  companyName: null,
  taxCode: 'DNGGLI80A41F257X',
  vatNumber: null,
  bornOn: null,
  email: 'giulia@posta.example',
  phone: '059 123456',
  pec: null,
  recipientCode: '0000000',
  language: 'it',
  street: 'via Garibaldi 1',
  postalCode: '41121',
  city: 'Modena',
  province: 'MO',
  country: 'IT',
};
const { street, postalCode, city, province, country, email, phone, pec, language } = customer;
const unchanged: CustomerChange = { street, postalCode, city, province, country, email, phone, pec, language };

// One row per rule, in order of precedence.
const rows: readonly (readonly [Partial<CustomerChange>, string])[] = [
  [{ email: 'giulia@' }, 'parties.wrong_email'],
  [{ email: 'giulia@posta', postalCode: 'x' }, 'parties.wrong_email'],
  [{ pec: 'a b@pec.example' }, 'parties.wrong_email'],
  [{ phone: '12' }, 'parties.wrong_phone'],
  [{ phone: 'chiamami' }, 'parties.wrong_phone'],
  [{ postalCode: '4112' }, 'parties.wrong_postal_code'],
  [{ province: '' }, 'parties.wrong_province'],
  [{ phone: '+39 (0)59 123456' }, 'parties.wrong_phone'],
  [{ phone: '+39 059 123456' }, 'accepted'],
  [{ email: '', phone: '', pec: '' }, 'accepted'],
  [{ country: 'FR', postalCode: '75 001', province: '', city: 'Paris' }, 'accepted'],
];
for (const [change, expected] of rows) {
  test(`${JSON.stringify(change)}: ${expected}`, () => {
    const decision = changeCustomer(customer, { ...unchanged, ...change });
    assert.equal(decision.ok ? 'accepted' : decision.refusal.code, expected);
  });
}

test('the history of a change names the two fields that differ, and an empty phone is none', () => {
  const decision = changeCustomer(customer, { ...unchanged, street: 'via Nuova 2', phone: '' });
  assert.ok(decision.ok);
  assert.deepEqual(fieldChanges(customer, decision.value), {
    street: { from: 'via Garibaldi 1', to: 'via Nuova 2' },
    phone: { from: '059 123456', to: null },
  });
});
