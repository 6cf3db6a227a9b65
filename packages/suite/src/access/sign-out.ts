import { ok, type Result } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import type { Context } from '../platform/context.js';
import { endSession } from './sessions.pg.js';

/** End the session of who asks, staff or customer; without one there is nothing to end. */
export async function signOut(context: Context): Promise<Result<Record<string, never>, never>> {
  const { actor } = context;
  if (actor.kind === 'staff' || actor.kind === 'customer') {
    await endSession(context, actor.sessionId);
    await audit(context, { action: 'access.signed_out', objectKind: 'session', objectId: actor.sessionId });
  }
  return ok({});
}
