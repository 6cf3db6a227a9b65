import type { LocalDate } from '@sportello/kernel/calendar';
import type { Cents } from '@sportello/kernel/money';
import { assert } from '@sportello/kernel/result';

/** receivable = crediti verso clienti; third_party = somme per conto di terzi, such as the TV licence fee. */
export type Account = 'receivable' | 'revenue' | 'vat' | 'third_party' | 'bank';

/** Positive = debit (dare), negative = credit (avere). */
export type LedgerLine = { readonly account: Account; readonly amount: Cents; readonly documentId: string | null };

/** A ledger transaction (registrazione in partita doppia) of one customer. `source` is its natural key: posted once. */
export type LedgerEntry = {
  readonly kind: 'invoice' | 'credit_note' | 'receipt';
  readonly source: string;
  readonly postedOn: LocalDate;
  readonly customerId: string;
  readonly description: string;
  readonly paymentOffice: string | null;
  readonly lines: readonly LedgerLine[];
};

const balanced = (lines: readonly LedgerLine[]): readonly LedgerLine[] => {
  assert(lines.reduce((sum, { amount }) => sum + amount, 0n) === 0n, 'the lines of an entry sum to zero');
  return lines.filter(({ amount }) => amount !== 0n);
};

/** What an issued invoice posts: the customer owes the total; income, VAT and money of others are its origin. */
export function entryOfInvoice(invoice: {
  readonly invoiceId: string;
  readonly number: string;
  readonly customerId: string;
  readonly issuedOn: LocalDate;
  readonly taxable: Cents;
  readonly vat: Cents;
  readonly outsideVat: Cents;
  readonly total: Cents;
}): LedgerEntry {
  const documentId = invoice.invoiceId;
  return {
    kind: invoice.total < 0n ? 'credit_note' : 'invoice',
    source: `invoice:${invoice.invoiceId}`,
    postedOn: invoice.issuedOn,
    customerId: invoice.customerId,
    description: invoice.number,
    paymentOffice: null,
    lines: balanced([
      { account: 'receivable', amount: invoice.total, documentId },
      { account: 'revenue', amount: -invoice.taxable as Cents, documentId },
      { account: 'vat', amount: -invoice.vat as Cents, documentId },
      { account: 'third_party', amount: -invoice.outsideVat as Cents, documentId },
    ]),
  };
}

/** What money received posts: the bank holds it, the invoice it pays is closed by as much. */
export const entryOfReceipt = (receipt: {
  readonly reference: string;
  readonly customerId: string;
  readonly invoiceId: string;
  readonly amount: Cents;
  readonly receivedOn: LocalDate;
  readonly paymentOffice: string;
}): LedgerEntry => ({
  kind: 'receipt',
  source: `receipt:${receipt.reference}`,
  postedOn: receipt.receivedOn,
  customerId: receipt.customerId,
  description: receipt.reference,
  paymentOffice: receipt.paymentOffice,
  lines: balanced([
    { account: 'bank', amount: receipt.amount, documentId: null },
    { account: 'receivable', amount: -receipt.amount as Cents, documentId: receipt.invoiceId },
  ]),
});

/** How much of a document is paid, from its receivable lines. */
export type PaymentState = 'paid' | 'unpaid' | 'partially_paid';
