import { type Kysely, sql } from 'kysely';
import type { Context } from './context.js';
import { type Db, rows, withCompany } from './database.js';

/** Something that happened in a capability: `kind` is `capability.past_participle`, the payload ids and facts. */
export type DomainEvent = { readonly kind: string; readonly payload: Readonly<Record<string, unknown>> };
export type DeliveredEvent = DomainEvent & { readonly eventId: string };

/** Announce an event in the transaction that made it true. */
export async function announce(
  { db, companyId }: { readonly db: Db; readonly companyId: string },
  { kind, payload }: DomainEvent,
): Promise<void> {
  await sql`insert into platform_outbox (company_id, kind, payload) values (${companyId}, ${kind}, ${JSON.stringify(payload)})`.execute(
    db,
  );
}

/** Reactions to events, by kind. A handler runs in the transaction that marks the event delivered: exactly once. */
export type EventHandlers = Readonly<
  Record<string, readonly ((context: Context, event: DeliveredEvent) => Promise<void>)[]>
>;

const BATCH = 50;
const RETRY_SECONDS = [5, 30, 120, 600, 3600];

/**
 * Deliver what waits for one company, oldest first; answers how many were delivered. A handler that fails stops the
 * company's queue at that event, which is tried again later: order is kept, nothing is lost.
 */
export async function deliverEvents(
  db: Kysely<unknown>,
  contextOf: (trx: Db) => Context,
  companyId: string,
  handlers: EventHandlers,
): Promise<number> {
  let failed: { eventId: string; message: string } | null = null;
  let delivered = 0;
  try {
    delivered = await withCompany(db, companyId, async (trx) => {
      const context = contextOf(trx);
      const waiting = await rows(
        trx,
        sql<{ event_id: string; kind: string; payload: Record<string, unknown>; next_attempt_at: string }>`
        select event_id, kind, payload, next_attempt_at from platform_outbox
        where company_id = ${companyId} and delivered_at is null order by event_id limit ${BATCH} for update skip locked`,
      );
      let done = 0;
      for (const event of waiting) {
        if (event.next_attempt_at > context.clock.now()) break;
        failed = { eventId: event.event_id, message: '' };
        for (const handle of handlers[event.kind] ?? [])
          await handle(context, { eventId: event.event_id, kind: event.kind, payload: event.payload });
        await sql`update platform_outbox set delivered_at = ${context.clock.now()} where company_id = ${companyId} and event_id = ${event.event_id}`.execute(
          trx,
        );
        failed = null;
        done += 1;
      }
      return done;
    });
  } catch (error) {
    const cause = failed as { eventId: string } | null;
    if (cause === null) throw error;
    const message = error instanceof Error ? error.message : String(error);
    await withCompany(db, companyId, async (trx) => {
      const now = contextOf(trx).clock.now();
      await sql`update platform_outbox set attempts = attempts + 1, last_error = ${message.slice(0, 500)},
        next_attempt_at = ${now}::timestamptz + make_interval(secs => (array[${sql.join(RETRY_SECONDS)}]::int[])[least(attempts + 1, ${RETRY_SECONDS.length})])
        where company_id = ${companyId} and event_id = ${cause.eventId}`.execute(trx);
    });
    throw error;
  }
  return delivered;
}
