import { ok, type Result, refuse } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import { actorId, type Context, type CustomerActor } from '../platform/context.js';
import { announce } from '../platform/outbox.js';
import type { ResponseOf } from '../platform/route.js';
import { type ChangeRefusal, type CustomerChange, changeCustomer, fieldChanges } from './domain/change-customer.js';
import { type Customer, displayNameOf } from './domain/customer.js';
import { customerChanged } from './events.js';
import type { profileRoute } from './portal-api.js';
import { findCustomer, insertCustomerChanges, lockCustomer, updateCustomers } from './store.pg.js';

type Profile = ResponseOf<typeof profileRoute>;

/** The data of the signed-in customer. */
export async function showProfile({
  db,
  companyId,
  actor,
}: Context<CustomerActor>): Promise<Result<Profile, { readonly code: 'parties.not_found' }>> {
  const customer = await findCustomer(db, companyId, actor.customerId);
  return customer === null ? refuse({ code: 'parties.not_found' }) : ok(profileOf(customer));
}

/**
 * Change the customer's address, contacts and language. The history keeps old and new values; a change that started
 * from an older version is refused, so that nobody overwrites what they have not seen.
 */
export async function changeProfile(
  context: Context<CustomerActor>,
  { version, ...change }: CustomerChange & { readonly version: number },
): Promise<
  Result<
    Profile,
    | ChangeRefusal
    | { readonly code: 'parties.not_found' }
    | { readonly code: 'parties.changed_meanwhile'; readonly version: number }
  >
> {
  const { db, companyId, actor } = context;
  const before = await lockCustomer(db, companyId, actor.customerId);
  if (before === null) return refuse({ code: 'parties.not_found' });
  if (before.version !== version) return refuse({ code: 'parties.changed_meanwhile', version: before.version });
  const decision = changeCustomer(before, change);
  if (!decision.ok) return decision;

  const changes = fieldChanges(before, decision.value);
  const fields = Object.keys(changes);
  if (fields.length === 0) return ok(profileOf(before));
  const after = { ...decision.value, version: before.version + 1 };
  await updateCustomers(db, companyId, [after]);
  await insertCustomerChanges(db, companyId, [
    { customerId: after.customerId, actorKind: actor.kind, actorId: actorId(actor), changes },
  ]);
  await announce(context, customerChanged({ customerId: after.customerId, version: after.version, fields }));
  await audit(context, {
    action: 'parties.customer_changed',
    objectKind: 'customer',
    objectId: after.customerId,
    facts: { fields },
  });
  return ok(profileOf(after));
}

function profileOf(customer: Customer): Profile {
  const {
    customerId,
    code,
    kind,
    taxCode,
    vatNumber,
    street,
    postalCode,
    city,
    province,
    country,
    email,
    phone,
    pec,
    language,
    version,
  } = customer;
  return {
    customerId,
    code,
    kind,
    displayName: displayNameOf(customer),
    taxCode,
    vatNumber,
    street,
    postalCode,
    city,
    province,
    country,
    email,
    phone,
    pec,
    language,
    version,
  };
}
