import { ok, type Result } from '@sportello/kernel/result';
import type { Context, CustomerActor } from '../platform/context.js';
import type { ResponseOf } from '../platform/route.js';
import type { selfReadingFormRoute } from './portal-api.js';
import { type PlaceRefusal, prepareSelfReading } from './prepare-self-reading.js';

type Form = ResponseOf<typeof selfReadingFormRoute>;

/** What the self-reading page shows and checks with. */
export async function showSelfReadingForm(
  context: Context<CustomerActor>,
  { supplyId }: { readonly supplyId: string },
): Promise<Result<Form, PlaceRefusal>> {
  const place = await prepareSelfReading(context, { supplyId, lock: false });
  if (!place.ok) return place;
  const { supply, meter, previous, check } = place.value;
  const { alias, commodity, pointCode, street, city } = supply;
  const { serialNumber, correctorSerialNumber } = meter;
  return ok({
    supplyId,
    alias,
    commodity,
    pointCode,
    street,
    city,
    serialNumber,
    correctorSerialNumber,
    previousKind: previous?.kind === 'self_reported' ? 'self_reported' : previous === null ? null : 'collected',
    check: { ...check, meter: { ...check.meter, registers: [...check.meter.registers] } },
  });
}
