import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { cents } from '@sportello/kernel/money';
import { test } from 'vitest';
import { demoRuns } from './calendar.js';
import { inventDemoCompany } from './demo-company.js';
import { type DemoInvoice, demoPayments } from './payments.js';

const today = localDate('2026-11-22');
const demo = inventDemoCompany(today);
/** An invoice of each supply in each run; gas costs less than light. */
const invoices: readonly DemoInvoice[] = demoRuns(today).flatMap(({ issueOn, dueOn }) =>
  demo.supplies.map(({ supplyId, customerId, commodity }) => ({
    invoiceId: `${supplyId} ${issueOn}`,
    customerId,
    issuedOn: issueOn,
    dueOn,
    totalCents: cents(commodity === 'gas' ? 8001 : 12_001),
  })),
);
const payments = demoPayments(demo, invoices);
const unpaidOf = (key: string): number => {
  const paid = new Set(payments.map(({ invoiceId }) => invoiceId));
  const { customerId } = demo.storyCustomers.get(key) ?? { customerId: '' };
  return invoices.filter((invoice) => invoice.customerId === customerId && !paid.has(invoice.invoiceId)).length;
};

test('Giulia has one bill to pay, Marco the last three of two supplies, Antonio none', () => {
  assert.deepEqual([unpaidOf('giulia'), unpaidOf('marco'), unpaidOf('antonio')], [1, 6, 0]);
});

test('no payment is before its invoice, after today, or larger than it', () => {
  const byId = new Map(invoices.map((invoice) => [invoice.invoiceId, invoice]));
  for (const { invoiceId, paidOn, amountCents } of payments) {
    const invoice = byId.get(invoiceId);
    assert.ok(invoice && paidOn > invoice.issuedOn && paidOn <= today && amountCents <= invoice.totalCents);
  }
  assert.ok(
    payments.some(({ amountCents }) => amountCents === 6000n),
    'some pay half',
  );
});

test('the order of the invoices changes nothing', () => {
  assert.deepEqual(demoPayments(demo, invoices.toReversed()), payments);
});
