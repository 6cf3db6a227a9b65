import { sql } from 'kysely';
import { type Db, maybeRow } from './database.js';
import { sha256Hex } from './secrets.js';

type Key = { readonly companyId: string; readonly route: string; readonly actorId: string; readonly key: string };
export type Claim =
  | { readonly kind: 'first' }
  | { readonly kind: 'replay'; readonly status: number; readonly answer: unknown }
  | { readonly kind: 'other_body' };

/**
 * Claim a write by its key inside the transaction that does it. A second request with the key waits for the first
 * to commit and gets its answer; the same key with another body is refused (RFC draft idempotency-key-header).
 */
export async function claimKey(db: Db, { companyId, route, actorId, key }: Key, body: string): Promise<Claim> {
  const bodyHash = sha256Hex(body);
  const inserted = await maybeRow(
    db,
    sql<{ key: string }>`
    insert into platform_idempotency (company_id, route, actor_id, key, body_hash) values (${companyId}, ${route}, ${actorId}, ${key}, ${bodyHash})
    on conflict do nothing returning key`,
  );
  if (inserted !== null) return { kind: 'first' };
  const stored = await maybeRow(
    db,
    sql<{ body_hash: string; status: number | null; answer: unknown }>`
    select body_hash, status, answer from platform_idempotency
    where company_id = ${companyId} and route = ${route} and actor_id = ${actorId} and key = ${key}`,
  );
  if (stored === null || stored.body_hash !== bodyHash || stored.status === null) return { kind: 'other_body' };
  return { kind: 'replay', status: stored.status, answer: stored.answer };
}

export async function storeAnswer(
  db: Db,
  { companyId, route, actorId, key }: Key,
  status: number,
  answer: unknown,
): Promise<void> {
  await sql`update platform_idempotency set status = ${status}, answer = ${JSON.stringify(answer)}
    where company_id = ${companyId} and route = ${route} and actor_id = ${actorId} and key = ${key}`.execute(db);
}
