import type { LocalDate, Month, Period } from '@sportello/kernel/calendar';
import { decimal, multiply } from '@sportello/kernel/decimal';
import { type Cents, centsToDecimal, formatCents, parseCents, roundToCents, sumCents } from '@sportello/kernel/money';
import { assert } from '@sportello/kernel/result';

/**
 * An issued invoice (fattura, bolletta) as frozen JSON: the one source of the FatturaPA XML, of the PDF and of the
 * portal page. It is written at issue and never changes, so it says everything itself: no look-up of a customer or of
 * a price is needed to print it years later.
 *
 * Amounts are euro text with two decimals (`123.45`), quantities and prices decimal text, days `YYYY-MM-DD`.
 * Amounts carry the sign of what the customer owes: a credit note has a negative total. Only the FatturaPA writer
 * turns them, because the SdI wants a TD04 positive.
 */
export type InvoiceDocument = {
  /** Fiscal number, unique per company, series and year: `E-2026-000123`. */
  readonly number: string;
  readonly series: string;
  readonly fiscalYear: number;
  /** TD01 invoice, TD04 credit note (nota di credito). A bill whose total is negative is a TD04. */
  readonly documentType: 'TD01' | 'TD04';
  readonly billType: 'ordinary' | 'closing' | 'recalculation' | 'credit_note';
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
  /** Period the bill is for, half-open; people and the XML see its last day. */
  readonly period: Period;
  readonly commodity: 'electricity' | 'gas';
  readonly company: InvoiceCompany;
  readonly customer: InvoiceCustomer;
  readonly supply: InvoiceSupply;
  readonly contract: { readonly number: string; readonly signedOn: LocalDate };
  readonly offer: InvoiceOffer;
  readonly lines: readonly InvoiceLine[];
  /** One row per VAT class of the lines, in the order of `VAT_CLASSES`. */
  readonly vat: readonly VatRow[];
  readonly totals: InvoiceTotals;
  /** The energy receipt (scontrino dell'energia): its rows sum to `totals.total`. */
  readonly receipt: readonly ReceiptRow[];
  readonly consumption: {
    readonly quantity: string;
    readonly unit: 'kWh' | 'Smc';
    readonly origin: 'actual' | 'self_reported' | 'estimated' | 'mixed';
  };
  readonly readings: readonly InvoiceReading[];
  /** The 13 months up to the last one billed, oldest first; a month without data is absent. */
  readonly history: readonly {
    readonly month: Month;
    readonly quantity: string;
    readonly kind: 'actual' | 'estimated';
  }[];
  readonly payment: InvoicePayment;
  /** First-access code (codice web), canonical without dashes; absent once the customer has an account. */
  readonly webCode?: string;
  /** Where the customer reads the bill and its detail: text of the link and of the QR code. */
  readonly portalUrl: string;
  /** The invoice a credit note or a correction refers to. */
  readonly linkedInvoice?: { readonly number: string; readonly issuedOn: LocalDate };
  readonly notices: readonly InvoiceNotice[];
};

export type PostalAddress = {
  readonly street: string;
  readonly houseNumber?: string;
  readonly postalCode: string;
  readonly city: string;
  /** Two letters; absent abroad. */
  readonly province?: string;
  /** ISO 3166 two letters. */
  readonly country: string;
};

export type InvoiceCompany = {
  readonly name: string;
  readonly vatNumber: string;
  readonly taxCode?: string;
  readonly address: PostalAddress;
  readonly iban: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  /** Emergency service (pronto intervento) of the distributor, printed on every bill. */
  readonly emergencyPhone: string;
  readonly complaintAddress: string;
  readonly rea?: { readonly office: string; readonly number: string; readonly shareCapitalEur?: string };
  /** Brand colour of the company as `#RRGGBB`; the tokens' primary when absent. */
  readonly primaryColour?: string;
};

export type InvoiceCustomer = {
  readonly customerId: string;
  /** Customer code (codice cliente) people read and dictate. */
  readonly code: string;
  readonly displayName: string;
  /** Present for a natural person; the XML then carries first and last name. */
  readonly person?: { readonly firstName: string; readonly lastName: string };
  readonly taxCode?: string;
  readonly vatNumber?: string;
  readonly address: PostalAddress;
  /** SdI recipient code of 7 characters; absent means `0000000`. */
  readonly recipientCode?: string;
  readonly pec?: string;
  readonly language: 'it' | 'en';
};

export type InvoiceSupply = {
  readonly supplyId: string;
  /** Name the customer gave it: "Casa al mare". */
  readonly alias?: string;
  /** POD or PDR. */
  readonly pointCode: string;
  readonly address: PostalAddress;
  readonly market: 'free' | 'protected';
  readonly useCategory: 'household_resident' | 'household_non_resident' | 'other_uses';
  readonly meterSerial: string;
  /** Consumption of the last 12 months, in the unit of the commodity. */
  readonly annualConsumption: string;
  readonly distributor?: string;
} & (
  | {
      readonly commodity: 'electricity';
      readonly committedPowerKw: string;
      readonly availablePowerKw: string;
      /** Price and meter by time band (fasce F1, F2, F3). */
      readonly timeBands: boolean;
    }
  | {
      readonly commodity: 'gas';
      readonly conversionCoefficient: string;
      readonly correctorSerial?: string;
      /** Withdrawal profile class (classe di prelievo), e.g. `C1`. */
      readonly withdrawalClass?: string;
      /** Meter class, e.g. `G4`. */
      readonly meterClass?: string;
      /** Tariff area (ambito tariffario), e.g. `Nord orientale`. */
      readonly tariffArea?: string;
      readonly remiCode?: string;
      /** Higher heating value (PCS), MJ/Smc. */
      readonly heatingValueMjPerSmc?: string;
    }
);

export type InvoiceOffer = {
  /** Offer code (codice offerta), 32 characters. */
  readonly code: string;
  readonly name: string;
  readonly kind: 'fixed' | 'indexed';
  /** Name of the index of an indexed offer, e.g. `PUN Index GME`. */
  readonly index?: string;
  /** Prices as the contract says them. */
  readonly prices: readonly {
    readonly item: 'energy' | 'energy_F1' | 'energy_F2' | 'energy_F3' | 'spread' | 'fixed_fee';
    readonly value: string;
    readonly unit: 'EUR/kWh' | 'EUR/Smc' | 'EUR/year' | 'EUR/month';
  }[];
  /** Validity of the economic conditions. */
  readonly validFrom: LocalDate;
  readonly validToExclusive: LocalDate | null;
};

/** Rates in percent, then the Natura codes of what is outside VAT: the order of the VAT table. */
export const VAT_CLASSES = ['4', '5', '10', '22', 'N1', 'N2.2'] as const;
export type VatClass = (typeof VAT_CLASSES)[number];

/** A rated line with its amount as text. The trace travels unchanged: the portal explains the line with it. */
export type InvoiceLine = {
  readonly component: string;
  readonly heading: LineHeading;
  readonly part: 'sales' | 'network' | 'tax' | 'other';
  readonly period: Period;
  readonly quantity: string;
  readonly unit: LineUnit;
  readonly unitPriceEur: string;
  readonly amount: string;
  readonly vat: VatClass;
  readonly trace?: InvoiceLineTrace;
};
/** As rating left it: prices and readings for the explanation, facts (`band`, `bracketFrom`, `bracketTo` …) for the description. */
export type InvoiceLineTrace = {
  readonly prices?: readonly { readonly ref: string; readonly value: string; readonly unit: string }[];
  readonly consumption?: readonly unknown[];
  readonly facts?: Readonly<Record<string, string>>;
};
export type LineHeading =
  | 'consumption_charge'
  | 'fixed_charge'
  | 'power_charge'
  | 'excise_duty'
  | 'social_bonus'
  | 'recalculation'
  | 'other_items'
  | 'tv_licence_fee';
export type LineUnit = 'kWh' | 'Smc' | 'month' | 'day' | 'kW_month' | 'kW_day' | 'piece';

export type VatRow = { readonly class: VatClass; readonly taxable: string; readonly vat: string };
/** `total` = `taxable` + `vat` + `outsideVat`. */
export type InvoiceTotals = {
  readonly taxable: string;
  readonly vat: string;
  readonly outsideVat: string;
  readonly total: string;
};

/** A row of the energy receipt; `parts` (vendita, rete e oneri) sum to `amount`. */
export type ReceiptRow = {
  readonly heading: LineHeading | 'vat';
  readonly amount: string;
  readonly measure?: ReceiptMeasure;
  readonly parts: readonly {
    readonly part: 'sales' | 'network';
    readonly amount: string;
    readonly measure?: ReceiptMeasure;
  }[];
  /** Only of a `vat` row: rate and what it is taken on. */
  readonly vat?: { readonly class: VatClass; readonly taxable: string };
};
/** Quantity × average unit price ≈ amount; the average has six decimals and is for reading, never for computing. */
export type ReceiptMeasure = { readonly quantity: string; readonly unit: LineUnit; readonly averagePriceEur: string };

/** Two readings that close a stretch of the billed consumption, both at the end of their day. */
export type InvoiceReading = {
  readonly previousReadOn: LocalDate;
  readonly readOn: LocalDate;
  readonly kind: 'collected' | 'self_reported' | 'estimated';
  readonly serialNumber: string;
  readonly registers: readonly {
    readonly register: 'A0' | 'A1' | 'A2' | 'A3' | 'M' | 'C';
    readonly previous: string;
    readonly current: string;
    /** Billed quantity of this register, after multiplier or coefficient C; absent when another register is billed. */
    readonly quantity?: string;
  }[];
};

export type InvoicePayment = {
  readonly method: 'direct_debit' | 'bank_transfer' | 'postal_slip';
  /** Customer's account to be debited, already masked: `IT60 •••• 3456`. */
  readonly maskedIban?: string;
  /** Code the customer repeats as reason of payment. */
  readonly paymentCode: string;
  readonly previousUnpaid: readonly { readonly number: string; readonly dueOn: LocalDate; readonly amount: string }[];
};

/** What the bill must tell beside the figures; sentences in the words of the bill. */
export type InvoiceNotice =
  | 'estimated_consumption'
  | 'instalments_available'
  | 'two_year_limitation'
  | 'cmor_present'
  | 'offer_expiring'
  | 'self_reading_window';

/** Freeze a rated line: its cents become text. */
export const freezeLine = (line: Omit<InvoiceLine, 'amount'> & { readonly amount: Cents }): InvoiceLine => ({
  ...line,
  amount: formatCents(line.amount),
});

/** Rate in percent, or null for the Natura classes, which bear no VAT. */
export const vatRateOf = (vatClass: VatClass): string | null => (vatClass.startsWith('N') ? null : vatClass);

/**
 * Compute VAT per class on the sum of the rounded lines, rounded once per class, halves away from zero.
 *
 * @source DPR 633/1972 art. 21; reference §8.6: "VAT is computed on the total per rate, not per line".
 */
export function computeVat(lines: readonly InvoiceLine[]): {
  readonly vat: readonly VatRow[];
  readonly totals: InvoiceTotals;
} {
  const taxableOf = new Map<VatClass, bigint>();
  for (const line of lines) taxableOf.set(line.vat, (taxableOf.get(line.vat) ?? 0n) + parseCents(line.amount));
  const vat: VatRow[] = [];
  let [taxable, vatTotal, outsideVat] = [0n, 0n, 0n];
  for (const vatClass of VAT_CLASSES) {
    const base = taxableOf.get(vatClass) as Cents | undefined;
    if (base === undefined) continue;
    const rate = vatRateOf(vatClass);
    const due =
      rate === null ? 0n : roundToCents(multiply(centsToDecimal(base), decimal(`0.${rate.padStart(2, '0')}`)));
    vat.push({ class: vatClass, taxable: formatCents(base), vat: formatCents(due as Cents) });
    if (rate === null) outsideVat += base;
    else {
      taxable += base;
      vatTotal += due;
    }
  }
  const text = (value: bigint): string => formatCents(value as Cents);
  return {
    vat,
    totals: {
      taxable: text(taxable),
      vat: text(vatTotal),
      outsideVat: text(outsideVat),
      total: text(taxable + vatTotal + outsideVat),
    },
  };
}

/** Stop an issue whose figures do not add up: lines → VAT rows → totals → receipt. */
export function assertBalanced(document: InvoiceDocument): void {
  const { totals } = computeVat(document.lines);
  assert(
    totals.total === document.totals.total,
    `lines make ${totals.total}, the document says ${document.totals.total}`,
  );
  const receiptTotal = formatCents(sumCents(document.receipt.map((row) => parseCents(row.amount))));
  assert(receiptTotal === totals.total, `the receipt makes ${receiptTotal}, the lines ${totals.total}`);
  assert(
    (document.documentType === 'TD04') === totals.total.startsWith('-'),
    'a credit note, and only it, is negative',
  );
}
