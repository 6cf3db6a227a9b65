import type { LocalDate } from '@sportello/kernel/calendar';

export const PAYMENT_METHODS = ['postal_slip', 'bank_transfer', 'direct_debit'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** A contract (contratto) as signed. */
export type Contract = {
  readonly contractId: string;
  readonly number: string;
  readonly customerId: string;
  readonly signedOn: LocalDate;
};

/** A supply (fornitura): one service, at one point, for one customer, in `[startsOn, endsOnExclusive)`. */
export type Supply = {
  readonly supplyId: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly supplyPointId: string;
  readonly commodity: 'electricity' | 'gas';
  readonly offerId: string;
  readonly startsOn: LocalDate;
  readonly endsOnExclusive: LocalDate | null;
  /** kW, decimal text; electricity only. */
  readonly committedPowerKw: string | null;
  readonly resident: boolean;
  readonly paysTvLicenceFee: boolean;
  readonly paymentMethod: PaymentMethod;
  /** Name the customer gives it: "Casa al mare". */
  readonly alias: string;
  readonly version: number;
};
