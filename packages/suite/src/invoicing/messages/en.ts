import type { it } from './it.js';

export const en: { readonly [Key in keyof typeof it]: string } = {
  'invoicing.not_found': 'We cannot find this invoice. Go back to the list and open it from there.',
  'invoicing.later_invoice_exists':
    'There is already an invoice of {issuedOn}: numbers follow the dates. Cancel the run and open one that issues on that day or later.',
  'invoicing.sdi_00400': 'A line without VAT does not say why: give its Natura.',
  'invoicing.sdi_00401': 'A line with VAT also has a Natura: remove it, or set the rate to zero.',
  'invoicing.sdi_00411': 'A line bears withholding tax, but the document has no withholding data.',
  'invoicing.sdi_00417': 'The customer has neither tax code nor VAT number: complete the customer and try again.',
  'invoicing.sdi_00419': 'The VAT summary of a rate used by the lines is missing.',
  'invoicing.sdi_00421': 'The tax of a summary is not its rate times its taxable amount.',
  'invoicing.sdi_00422': 'The taxable amount of a summary is not the sum of its lines.',
  'invoicing.sdi_00423': 'The total of a line is not quantity times price.',
  'invoicing.sdi_00424': 'A rate is not written as a percentage: 22.00, not 0.22.',
  'invoicing.sdi_00425': 'The invoice number has no digits.',
  'invoicing.sdi_00427': 'The recipient code of the customer must have 7 characters: correct it on the customer.',
  'invoicing.sdi_00428': 'Transmission format and file version differ.',
  'invoicing.sdi_00429': 'A summary without VAT does not say why: give its Natura.',
  'invoicing.sdi_00430': 'A summary with VAT also has a Natura: remove it, or set the rate to zero.',
  'invoicing.sdi_00445': 'Natura N2, N3 or N6 is too generic: use a detailed code, such as N2.2.',
};
