import type { LocalDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { type Db, rows } from '../platform/database.js';
import { inBatches } from '../platform/in-batches.js';
import type { OfferTerms } from './domain/offer-terms.js';

/** A version of an offer as sold in `[soldFrom, soldToExclusive)`. Its terms never change: a new price is a new row. */
export type Offer = {
  readonly offerId: string;
  /** 32-character code of del. 135/2022. */
  readonly code: string;
  readonly name: string;
  readonly commodity: 'electricity' | 'gas';
  readonly terms: OfferTerms;
  readonly soldFrom: LocalDate;
  readonly soldToExclusive: LocalDate | null;
};

type Row = {
  offer_id: string;
  code: string;
  name: string;
  commodity: 'electricity' | 'gas';
  terms: OfferTerms;
  sold_from: LocalDate;
  sold_to_exclusive: LocalDate | null;
};
const fromRow = (row: Row): Offer => ({
  offerId: row.offer_id,
  code: row.code,
  name: row.name,
  commodity: row.commodity,
  terms: row.terms,
  soldFrom: row.sold_from,
  soldToExclusive: row.sold_to_exclusive,
});

/** Every offer of the company, newest first: an installation has dozens, not thousands. */
export async function listOffers(db: Db, companyId: string): Promise<readonly Offer[]> {
  const found = await rows(
    db,
    sql<Row>`
    select offer_id, code, name, commodity, terms, sold_from, sold_to_exclusive from tariffs_offer
    where company_id = ${companyId} order by sold_from desc, code`,
  );
  return found.map(fromRow);
}

export const insertOffers = (db: Db, companyId: string, offers: readonly Offer[]): Promise<void> =>
  inBatches(offers, (json) =>
    sql`insert into tariffs_offer (company_id, offer_id, code, name, commodity, terms, sold_from, sold_to_exclusive)
      select ${companyId}, "offerId", code, name, commodity, terms, "soldFrom", "soldToExclusive"
      from jsonb_to_recordset(${json}::jsonb) as j("offerId" uuid, code text, name text, commodity text, terms jsonb,
        "soldFrom" date, "soldToExclusive" date)`.execute(db),
  );
