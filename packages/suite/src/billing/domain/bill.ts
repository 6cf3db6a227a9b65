import type { LocalDate, Month, Period } from '@sportello/kernel/calendar';
import { type Cents, formatCents } from '@sportello/kernel/money';
import type { ConsumptionBasis, ConsumptionOrigin } from '../../metering/domain/consumption.js';
import type { LineTrace, RatedLine } from '../../rating/domain/rated-line.js';
import type { VatRow } from '../../rating/domain/sum-bill.js';

/** Something a person should look at before issue; a blocking one parks the supply instead. */
export type BillIssue = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> };

/** Two readings that bound billed consumption. */
export type BilledReading = {
  readonly previousReadOn: LocalDate;
  readonly readOn: LocalDate;
  readonly kind: 'collected' | 'self_reported' | 'estimated';
  readonly serialNumber: string;
  readonly registers: readonly {
    readonly register: 'A0' | 'A1' | 'A2' | 'A3' | 'M' | 'C';
    readonly previous: string;
    readonly current: string;
    readonly quantity?: string;
  }[];
};

/** The facts a bill was computed from and is printed with, frozen: technical data, offer, readings, history. */
export type BillSnapshot = {
  readonly contract: { readonly number: string; readonly signedOn: LocalDate };
  readonly supply: Readonly<Record<string, unknown>>;
  readonly offer: Readonly<Record<string, unknown>>;
  readonly paymentMethod: 'postal_slip' | 'bank_transfer' | 'direct_debit';
  readonly readings: readonly BilledReading[];
  readonly history: readonly {
    readonly month: Month;
    readonly quantity: string;
    readonly kind: 'actual' | 'estimated';
  }[];
  readonly isClosing: boolean;
};

/** A computed bill (bolletta calcolata, not yet issued): one supply, one period, with its recalculations. */
export type Bill = {
  readonly supplyId: string;
  readonly customerId: string;
  readonly commodity: 'electricity' | 'gas';
  readonly period: Period;
  readonly recalculatedFrom: LocalDate | null;
  readonly actualUntil: LocalDate | null;
  readonly lines: readonly RatedLine[];
  readonly vat: readonly VatRow[];
  readonly taxable: Cents;
  readonly vatAmount: Cents;
  readonly outsideVat: Cents;
  readonly total: Cents;
  /** Whole kWh or Smc of the period, recalculations apart. */
  readonly consumption: bigint;
  readonly consumptionOrigin: 'actual' | 'self_reported' | 'estimated';
  /** What each recalculated period should have cost, by its first day: the base of the next recalculation. */
  readonly shouldBe: Readonly<Record<string, readonly RatedLine[]>>;
  readonly snapshot: BillSnapshot;
  readonly issues: readonly BillIssue[];
};

/**
 * What must be equal when a simulation and a final run of the same inputs are compared: every line and amount, in
 * canonical text. Its hash is stored with the bill.
 */
export function canonicalAmounts(bill: Pick<Bill, 'period' | 'lines' | 'vat' | 'total'>): string {
  let text = `${bill.period.from} ${bill.period.toExclusive} ${bill.total}\n`;
  for (const line of bill.lines) {
    text += `${line.component} ${line.period.from} ${line.period.toExclusive} ${line.quantity} ${line.unit} ${line.unitPriceEur} ${line.amount} ${line.vat}\n`;
  }
  for (const row of bill.vat) text += `${row.class} ${row.taxable} ${row.vat}\n`;
  return text;
}

/** A rated line as JSON: cents become text, and of the trace only the facts stay. */
export const lineToJson = ({ trace, ...line }: RatedLine) => ({
  ...line,
  amount: formatCents(line.amount),
  ...(trace.facts === undefined ? {} : { trace: { facts: trace.facts } }),
});

/**
 * The readings and prices of a bill's lines, in their order; their facts stay with the lines. Five lines are charged on
 * the same kWh: what these were read from is written once, and each line names it by its place in `bases`.
 */
export type PackedTraces = {
  readonly bases: readonly ConsumptionBasis[];
  readonly lines: readonly {
    readonly prices: LineTrace['prices'];
    readonly consumption?: readonly (readonly [origin: ConsumptionOrigin, quantity: string, basis: number])[];
  }[];
};

export function packTraces(lines: readonly RatedLine[]): PackedTraces {
  const places = new Map<ConsumptionBasis, number>();
  const placeOf = (basis: ConsumptionBasis): number => {
    const known = places.get(basis) ?? places.size;
    if (known === places.size) places.set(basis, known);
    return known;
  };
  const packed = lines.map(({ trace: { prices, consumption } }) =>
    consumption === undefined
      ? { prices }
      : {
          prices,
          consumption: consumption.map(({ origin, quantity, basis }) => [origin, quantity, placeOf(basis)] as const),
        },
  );
  return { bases: [...places.keys()], lines: packed };
}

export const unpackTraces = ({ bases, lines }: PackedTraces): readonly Omit<LineTrace, 'facts'>[] =>
  lines.map(({ prices, consumption }) =>
    consumption === undefined
      ? { prices }
      : {
          prices,
          consumption: consumption.map(([origin, quantity, basis]) => ({
            origin,
            quantity,
            basis: bases[basis] as ConsumptionBasis,
          })),
        },
  );
