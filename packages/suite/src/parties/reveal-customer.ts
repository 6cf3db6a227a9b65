import { ok, type Result, refuse } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import type { Context, StaffActor } from '../platform/context.js';
import { findSensitiveFields, type SensitiveFields } from './office-screens.pg.js';

/** Show the masked fields of a customer and write down who looked. */
export async function revealCustomer(
  context: Context<StaffActor>,
  { customerId }: { readonly customerId: string },
): Promise<Result<SensitiveFields, { readonly code: 'parties.not_found' }>> {
  const fields = await findSensitiveFields(context, customerId);
  if (fields === null) return refuse({ code: 'parties.not_found' });
  await audit(context, {
    action: 'parties.identity_shown',
    objectKind: 'customer',
    objectId: customerId,
    facts: { fields: ['taxCode', 'bornOn', 'phone'] },
  });
  return ok(fields);
}
