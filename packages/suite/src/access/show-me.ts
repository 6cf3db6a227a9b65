import { assert, ok, type Result } from '@sportello/kernel/result';
import type { Context, StaffActor } from '../platform/context.js';
import { meOf, type StaffMe } from './sign-in.js';
import { findUser } from './users.pg.js';

/** Who is signed in, for the header of the office. */
export async function showMe(context: Context<StaffActor>): Promise<Result<StaffMe, never>> {
  const user = await findUser(context, context.actor.userId);
  assert(user !== null, 'an actor of this transaction is a user');
  return ok(meOf(user, context.company));
}
