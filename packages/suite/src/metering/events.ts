import type { LocalDate } from '@sportello/kernel/calendar';
import type { DomainEvent } from '../platform/outbox.js';
import type { RegisterValues } from './domain/reading.js';

/** A customer's reading was accepted and will be used by the next bill. */
export type SelfReadingAccepted = {
  readonly readingId: string;
  readonly supplyId: string;
  readonly supplyPointId: string;
  readonly customerId: string;
  readonly readOn: LocalDate;
  readonly registers: RegisterValues;
};

export const selfReadingAccepted = (payload: SelfReadingAccepted): DomainEvent => ({
  kind: 'metering.self_reading_accepted',
  payload,
});
