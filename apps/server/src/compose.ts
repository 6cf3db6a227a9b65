import { resolve } from 'node:path';
import { type KnownCompany, listCompanies } from '@sportello/suite/access/companies.pg';
import { staffActorOf } from '@sportello/suite/access/index';
import { accessRoutes } from '@sportello/suite/access/routes';
import { billingJobs, billingOfficeRoutes, type RegulatedData } from '@sportello/suite/billing/index';
import { contractsImportRoutes } from '@sportello/suite/contracts/import-routes';
import { contractsOfficeRoutes } from '@sportello/suite/contracts/office-routes';
import { contractsPortalRoutes } from '@sportello/suite/contracts/portal-routes';
import { crmEventHandlers } from '@sportello/suite/crm/index';
import { crmOfficeRoutes } from '@sportello/suite/crm/office-routes';
import {
  invoicingIssueRoutes,
  invoicingJobs,
  invoicingOfficeRoutes,
  invoicingPortalRoutes,
} from '@sportello/suite/invoicing/index';
import { meteringImportRoutes } from '@sportello/suite/metering/import-routes';
import { loadHolidays } from '@sportello/suite/metering/load-holidays';
import { meteringOfficeRoutes } from '@sportello/suite/metering/office-routes';
import { meteringPortalConsumptionRoutes } from '@sportello/suite/metering/portal-consumption-routes';
import { meteringPortalRoutes } from '@sportello/suite/metering/portal-routes';
import { partiesImportRoutes } from '@sportello/suite/parties/import-routes';
import { partiesOfficeRoutes } from '@sportello/suite/parties/office-routes';
import { partiesPortalRoutes } from '@sportello/suite/parties/portal-routes';
import type { Binding } from '@sportello/suite/platform/bind';
import type { Clock } from '@sportello/suite/platform/clock';
import type { Actor, Context } from '@sportello/suite/platform/context';
import type { Db, Pool } from '@sportello/suite/platform/database';
import type { JobHandlers } from '@sportello/suite/platform/job-queue';
import type { EventHandlers } from '@sportello/suite/platform/outbox';
import { customerActorOf, portalAccountsJobs } from '@sportello/suite/portal-accounts/index';
import { portalAccountsRoutes } from '@sportello/suite/portal-accounts/routes';
import { supplyPointsImportRoutes } from '@sportello/suite/supply-points/import-routes';
import { supplyPointsOfficeRoutes } from '@sportello/suite/supply-points/office-routes';
import { loadTariffBook } from '@sportello/suite/tariffs/index';
import { rootFolder } from './root-folder.js';

/** Regulated data from the files under tariffs/, read once when a process starts. */
export async function loadRegulatedData(): Promise<RegulatedData> {
  const folder = resolve(rootFolder, 'tariffs');
  const book = await loadTariffBook(folder);
  if (!book.ok) throw new Error(`The files under tariffs/ cannot be used: ${JSON.stringify(book.refusal.faults[0])}`);
  return { book: book.value, holidays: await loadHolidays(folder) };
}

/** Every route of the suite. Order does not matter: each path is one operation. */
export const routesOf = ({ holidays }: RegulatedData): readonly Binding[] => [
  ...accessRoutes,
  ...partiesImportRoutes,
  ...partiesOfficeRoutes,
  ...partiesPortalRoutes,
  ...supplyPointsImportRoutes,
  ...supplyPointsOfficeRoutes,
  ...contractsImportRoutes,
  ...contractsOfficeRoutes,
  ...contractsPortalRoutes,
  ...meteringImportRoutes,
  ...meteringOfficeRoutes,
  ...meteringPortalRoutes,
  ...meteringPortalConsumptionRoutes(holidays),
  ...billingOfficeRoutes,
  ...invoicingIssueRoutes,
  ...invoicingOfficeRoutes,
  ...invoicingPortalRoutes,
  ...portalAccountsRoutes,
  ...crmOfficeRoutes,
];

export const ACTOR_OF = { staff: staffActorOf, customer: customerActorOf };

export const EVENT_HANDLERS: EventHandlers = crmEventHandlers;

/** Background work of every capability. */
export const jobHandlersOf = (regulated: RegulatedData): JobHandlers => ({
  ...billingJobs(regulated),
  ...invoicingJobs,
  ...portalAccountsJobs,
});

/** The companies of the installation, read again every few seconds: a new one needs no restart. */
export function companiesOf(pool: Pool, clock: Clock): () => Promise<readonly KnownCompany[]> {
  let known: readonly KnownCompany[] = [];
  let readAt = '';
  return async () => {
    const now = clock.now();
    if (known.length === 0 || Date.parse(now) - Date.parse(readAt) > 5_000) {
      known = await listCompanies(pool.db);
      readAt = now;
    }
    return known;
  };
}

/** How a command or a worker acts for a company. */
export const contextFor =
  (
    company: KnownCompany,
    settings: { readonly clock: Clock; readonly secret: string; readonly publicUrl: string; readonly actor?: Actor },
  ) =>
  (db: Db): Context => ({
    db,
    company,
    companyId: company.companyId,
    clock: settings.clock,
    secret: settings.secret,
    publicUrl: settings.publicUrl,
    actor: settings.actor ?? { kind: 'system', name: 'worker' },
  });
