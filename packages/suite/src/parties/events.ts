import type { DomainEvent } from '../platform/outbox.js';

/** A customer changed own data; `fields` are names only, the values are in the history. */
export type CustomerChanged = {
  readonly customerId: string;
  readonly version: number;
  readonly fields: readonly string[];
};

export const customerChanged = (payload: CustomerChanged): DomainEvent => ({
  kind: 'parties.customer_changed',
  payload,
});
