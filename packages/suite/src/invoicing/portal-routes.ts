import { ok, refuse } from '@sportello/kernel/result';
import { type Binding, bind } from '../platform/bind.js';
import { billPdf } from './archive-bill.js';
import { downloadInvoiceXml } from './office-screens.pg.js';
import {
  portalBilledReadingsRoute,
  portalInvoicePdfRoute,
  portalInvoiceRoute,
  portalInvoicesCsvRoute,
  portalInvoicesRoute,
  portalInvoiceXmlRoute,
} from './portal-api.js';
import {
  downloadPortalInvoicesCsv,
  ownsInvoice,
  showBilledReadings,
  showPortalInvoice,
  showPortalInvoices,
} from './portal-screens.pg.js';

const notFound = refuse({ code: 'invoicing.not_found' } as const);

export const invoicingPortalRoutes: readonly Binding[] = [
  bind(portalInvoicesRoute, showPortalInvoices),
  bind(portalInvoicesCsvRoute, downloadPortalInvoicesCsv),
  bind(portalInvoiceRoute, showPortalInvoice),
  bind(portalBilledReadingsRoute, showBilledReadings),
  bind(portalInvoicePdfRoute, async (context, { invoiceId }) => {
    const file = (await ownsInvoice(context, invoiceId)) ? await billPdf(context, invoiceId) : null;
    return file === null ? notFound : ok(file);
  }),
  bind(portalInvoiceXmlRoute, async (context, input) =>
    (await ownsInvoice(context, input.invoiceId)) ? downloadInvoiceXml(context, input) : notFound,
  ),
];
