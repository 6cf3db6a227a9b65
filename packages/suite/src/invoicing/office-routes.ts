import { type Binding, bind } from '../platform/bind.js';
import { customerAccountRoute, invoicePdfRoute, invoiceRoute, invoicesRoute, invoiceXmlRoute } from './office-api.js';
import {
  downloadInvoicePdf,
  downloadInvoiceXml,
  showAccountOfCustomer,
  showInvoice,
  showInvoices,
} from './office-screens.pg.js';

export const invoicingOfficeRoutes: readonly Binding[] = [
  bind(invoicesRoute, showInvoices),
  bind(invoiceRoute, showInvoice),
  bind(invoicePdfRoute, downloadInvoicePdf),
  bind(invoiceXmlRoute, downloadInvoiceXml),
  bind(customerAccountRoute, showAccountOfCustomer),
];
