import type { LocalDate } from '@sportello/kernel/calendar';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import type { Context, CustomerActor } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { announce } from '../platform/outbox.js';
import {
  type Confirmation,
  checkSelfReading,
  type SelfReading,
  type SelfReadingRefusal,
} from './domain/check-self-reading.js';
import { selfReadingAccepted } from './events.js';
import { type PlaceRefusal, prepareSelfReading } from './prepare-self-reading.js';
import { insertReadings } from './store.pg.js';

export type SubmitSelfReadingInput = SelfReading & { readonly supplyId: string; readonly confirmed: readonly string[] };
export type SubmitSelfReadingRefusal =
  | PlaceRefusal
  | SelfReadingRefusal
  | { readonly code: 'metering.confirmation_needed'; readonly confirmations: readonly Confirmation[] };
export type SelfReadingReceipt = {
  readonly readingId: string;
  readonly number: string;
  readonly receivedAt: string;
  readonly readOn: LocalDate;
};

/**
 * Accept a customer's self-reading: it counts for the next bill. A second one in the same window replaces the first,
 * which stays in the history.
 */
export async function submitSelfReading(
  context: Context<CustomerActor>,
  { supplyId, confirmed, ...candidate }: SubmitSelfReadingInput,
): Promise<Result<SelfReadingReceipt, SubmitSelfReadingRefusal>> {
  const place = await prepareSelfReading(context, { supplyId, lock: true });
  if (!place.ok) return place;
  const { supply, meter, replaced, check } = place.value;

  const decision = checkSelfReading(candidate, check);
  if (!decision.ok) return decision;
  const { accepted, confirmations } = decision.value;
  const missing = confirmations.filter(({ code }) => !confirmed.includes(code));
  if (missing.length > 0) return refuse({ code: 'metering.confirmation_needed', confirmations: missing });

  const { db, companyId, clock, actor } = context;
  const [readingId, receivedAt] = [newId(), clock.now()];
  const reading = {
    readingId,
    supplyPointId: supply.supplyPointId,
    meterId: meter.meterId,
    readOn: accepted.readOn,
    kind: 'self_reported' as const,
    registers: accepted.registers,
    source: 'portal' as const,
    fileId: null,
    supersedes: replaced?.readingId ?? null,
    acceptedAt: receivedAt,
  };
  await insertReadings(db, companyId, [reading]);
  await announce(
    context,
    selfReadingAccepted({
      readingId,
      supplyId,
      supplyPointId: supply.supplyPointId,
      customerId: actor.customerId,
      readOn: accepted.readOn,
      registers: accepted.registers,
    }),
  );
  await audit(context, {
    action: 'metering.self_reading_accepted',
    objectKind: 'supply',
    objectId: supplyId,
    facts: { readingId, readOn: accepted.readOn, confirmed, replaced: replaced?.readingId ?? null },
  });
  return ok({ readingId, number: receiptNumberOf(readingId), receivedAt, readOn: accepted.readOn });
}

/** `L-` and the last eight characters of the reading's id: short enough to be read on the phone. */
const receiptNumberOf = (readingId: string): string => `L-${readingId.slice(-8).toUpperCase()}`;
