import { addDays, type LocalDate } from '@sportello/kernel/calendar';
import { type Cents, cents } from '@sportello/kernel/money';
import { demoRuns } from './calendar.js';
import { type DemoCompany, storyOf } from './demo-company.js';
import { seededRandom } from './random.js';

/** What a payment needs to know of an invoice. */
export type DemoInvoice = {
  readonly invoiceId: string;
  readonly customerId: string;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly totalCents: Cents;
};

/** A receipt to post. `source` is its natural key. */
export type DemoPayment = {
  readonly source: string;
  readonly invoiceId: string;
  readonly customerId: string;
  readonly paidOn: LocalDate;
  readonly amountCents: Cents;
  readonly paymentOffice: string;
};

const OFFICES = ['Sportello di Modena', 'Poste Italiane', 'Home banking', 'Home banking'] as const;

/**
 * Which invoices of the demo were paid until its today, when and where. Most within a few days of the due date, some
 * in part, some not at all; the customers of the stories as their story says.
 */
export function demoPayments(demo: DemoCompany, invoices: readonly DemoInvoice[], seed = 7): readonly DemoPayment[] {
  const random = seededRandom(seed);
  const lastDues = demoRuns(demo.today)
    .map(({ dueOn }) => dueOn)
    .toReversed();
  const payments: DemoPayment[] = [];
  // Ids of invoices differ from one installation to the next; day, customer and amount do not.
  const ordered = invoices.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const largestOfLast = new Map<string, DemoInvoice>();
  for (const invoice of ordered) {
    const largest = largestOfLast.get(invoice.customerId);
    if (invoice.dueOn !== lastDues[0] || (largest !== undefined && largest.totalCents >= invoice.totalCents)) continue;
    largestOfLast.set(invoice.customerId, invoice);
  }
  for (const { invoiceId, customerId, issuedOn, dueOn, totalCents } of ordered) {
    const draw = random.between(1, 100);
    const late = random.between(-9, 6);
    const office = random.pick(OFFICES);
    if (totalCents <= 0n) continue;
    const age = lastDues.indexOf(dueOn);
    const pays = storyOf(demo, customerId)?.pays ?? 'mostly';
    if (pays === 'not_the_last' && largestOfLast.get(customerId)?.invoiceId === invoiceId) continue;
    if (pays === 'not_the_last_three' && age < 3) continue;
    const isRecent = age <= 1;
    if (pays === 'mostly' && draw > (isRecent ? 70 : 97)) continue;
    const isPartial = pays === 'mostly' && draw > (isRecent ? 66 : 95);
    const usual = addDays(dueOn, late);
    const paidOn = usual > issuedOn ? usual : addDays(issuedOn, 1);
    const alwaysPaid = pays === 'always' || pays === 'not_the_last';
    const settledOn = paidOn <= demo.today ? paidOn : alwaysPaid ? demo.today : null;
    if (settledOn === null) continue;
    payments.push({
      source: `receipt:demo-${invoiceId}`,
      invoiceId,
      customerId,
      paidOn: settledOn,
      amountCents: isPartial ? cents(totalCents / 2n) : totalCents,
      paymentOffice: office,
    });
  }
  return payments;
}

const orderOf = ({ issuedOn, customerId, totalCents, invoiceId }: DemoInvoice): string =>
  `${issuedOn} ${customerId} ${totalCents} ${invoiceId}`;
