import { sql } from 'kysely';
import { actorId, type Context } from './context.js';

/** Append to the audit trail of the company, in the transaction of the change. `facts` carries no personal data. */
export async function audit(
  { db, companyId, actor }: Pick<Context, 'db' | 'companyId' | 'actor'>,
  event: {
    readonly action: string;
    readonly objectKind: string;
    readonly objectId: string;
    readonly facts?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await sql`insert into platform_audit (company_id, actor_kind, actor_id, action, object_kind, object_id, facts)
    values (${companyId}, ${actor.kind}, ${actorId(actor)}, ${event.action}, ${event.objectKind}, ${event.objectId},
      ${JSON.stringify(event.facts ?? {})})`.execute(db);
}
