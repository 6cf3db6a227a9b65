import { refuse } from '@sportello/kernel/result';
import { type Binding, bind } from '../platform/bind.js';
import { downloadInvoicePdf, downloadInvoiceXml } from './office-screens.pg.js';
import {
  portalInvoicePdfRoute,
  portalInvoiceRoute,
  portalInvoicesCsvRoute,
  portalInvoicesRoute,
  portalInvoiceXmlRoute,
} from './portal-api.js';
import { downloadPortalInvoicesCsv, ownsInvoice, showPortalInvoice, showPortalInvoices } from './portal-screens.pg.js';

const notFound = refuse({ code: 'invoicing.not_found' } as const);

export const invoicingPortalRoutes: readonly Binding[] = [
  bind(portalInvoicesRoute, showPortalInvoices),
  bind(portalInvoicesCsvRoute, downloadPortalInvoicesCsv),
  bind(portalInvoiceRoute, showPortalInvoice),
  bind(portalInvoicePdfRoute, async (context, input) =>
    (await ownsInvoice(context, input.invoiceId)) ? downloadInvoicePdf(context, input) : notFound,
  ),
  bind(portalInvoiceXmlRoute, async (context, input) =>
    (await ownsInvoice(context, input.invoiceId)) ? downloadInvoiceXml(context, input) : notFound,
  ),
];
