import { addDays, formatItalianDate, type LocalDate } from '@sportello/kernel/calendar';
import {
  compare,
  decimal,
  divide,
  formatDecimal,
  isNegative,
  multiply,
  negate,
  round,
  subtract,
} from '@sportello/kernel/decimal';
import { centsToDecimal, parseCents } from '@sportello/kernel/money';
import { assert } from '@sportello/kernel/result';
import { describeLineInFull, UNIT_LABELS } from '../describe-line.js';
import {
  type InvoiceDocument,
  type InvoiceLine,
  type PostalAddress,
  type VatClass,
  vatRateOf,
} from '../invoice-document.js';
import { basicLatinText, latinText } from './latin-text.js';

/** Who sends the file to the SdI and under which number; unique for ever per transmitter. */
export type Transmission = {
  readonly transmitter: { readonly country: string; readonly code: string };
  /** Counter of the transmitter, kept by the store; printed in base 36. */
  readonly progressive: number;
};

const LARGEST_PROGRESSIVE = 36 ** 5 - 1;

/** `1295` → `000ZZ`: five characters of the file name and `ProgressivoInvio`. */
export function formatProgressive(progressive: number): string {
  assert(Number.isInteger(progressive) && progressive >= 0, 'a progressive is a whole number');
  assert(progressive <= LARGEST_PROGRESSIVE, `the transmitter has used all its file names: ${progressive}`);
  return progressive.toString(36).toUpperCase().padStart(5, '0');
}

/** `IT01234567897_000ZZ.xml`. */
export const fileNameOf = ({ transmitter, progressive }: Transmission): string =>
  `${transmitter.country}${transmitter.code}_${formatProgressive(progressive)}.xml`;

/** The figures of an e-invoice exactly as printed in the XML: what the SdI redoes, and `checkSdi` before it. */
export type FatturaPaFigures = {
  readonly transmissionFormat: string;
  /** Attribute `versione` of the root. */
  readonly version: string;
  readonly recipientCode: string;
  readonly number: string;
  readonly hasCustomerIdentifier: boolean;
  readonly hasWithholding: boolean;
  readonly lines: readonly FatturaPaLine[];
  readonly summaries: readonly FatturaPaSummary[];
};
export type FatturaPaLine = {
  /** Absent when the line is an amount without a quantity: the SdI then takes one. */
  readonly quantity?: string;
  readonly unitPrice: string;
  readonly total: string;
  readonly rate: string;
  readonly natura?: string;
  readonly isWithheld?: boolean;
};
export type FatturaPaSummary = {
  readonly rate: string;
  readonly natura?: string;
  readonly taxable: string;
  readonly tax: string;
  readonly accessory?: string;
  readonly rounding?: string;
  readonly chargeability?: string;
};

const PRIVATE_FORMAT = 'FPR12';
const CENT = decimal('0.01');

/** `-1.20` → `1.20`, `1.20` → `-1.20`; zero stays zero. */
function opposite(amount: string): string {
  if (amount.startsWith('-')) return amount.slice(1);
  return /[1-9]/.test(amount) ? `-${amount}` : amount;
}

/** The form of prices and quantities: two to eight decimals. */
function withDecimals(text: string): string {
  const dot = text.indexOf('.');
  if (dot < 0) return `${text}.00`;
  const decimals = text.length - dot - 1;
  if (decimals === 1) return `${text}0`;
  return decimals <= 8 ? text : formatDecimal(round(decimal(text), 8));
}

/** The SdI accepts a line when quantity × price is its total within a cent (00423). */
function holds(quantity: string, unitPrice: string, total: string): boolean {
  const gap = subtract(multiply(decimal(quantity), decimal(unitPrice)), decimal(total));
  return compare(isNegative(gap) ? negate(gap) : gap, CENT) <= 0;
}

const vatOf = (vatClass: VatClass): { rate: string; natura?: string } =>
  vatRateOf(vatClass) === null ? { rate: '0.00', natura: vatClass } : { rate: `${vatClass}.00` };

/**
 * The figures of one line. `Quantita` is never negative, so the sign goes to the price. When the document's quantity
 * and price do not make its amount, the price is redone from the amount; when even eight decimals are not enough
 * the line is an amount alone.
 */
function lineFigures(line: InvoiceLine, turned: boolean): FatturaPaLine {
  const total = turned ? opposite(line.amount) : line.amount;
  const hasNegativeQuantity = line.quantity.startsWith('-');
  const quantity = withDecimals(hasNegativeQuantity ? line.quantity.slice(1) : line.quantity);
  const signedPrice = withDecimals(line.unitPriceEur);
  const unitPrice = hasNegativeQuantity !== turned ? opposite(signedPrice) : signedPrice;
  const vat = vatOf(line.vat);
  if (holds(quantity, unitPrice, total)) return { quantity, unitPrice, total, ...vat };
  if (/[1-9]/.test(quantity)) {
    const redone = formatDecimal(divide(centsToDecimal(parseCents(total)), decimal(quantity), 8));
    if (holds(quantity, redone, total)) return { quantity, unitPrice: redone, total, ...vat };
  }
  return { unitPrice: total, total, ...vat };
}

/** Where the SdI delivers: the customer's code, `XXXXXXX` abroad, else seven zeros with or without a PEC. */
function recipientCodeOf({ customer }: InvoiceDocument): string {
  if (customer.address.country !== 'IT') return 'XXXXXXX';
  return customer.recipientCode ?? '0000000';
}

/** Turn the document into the figures of its XML. A credit note changes sign: the SdI wants a TD04 positive. */
export function toFatturaPaFigures(document: InvoiceDocument): FatturaPaFigures {
  const turned = document.documentType === 'TD04';
  return {
    transmissionFormat: PRIVATE_FORMAT,
    version: PRIVATE_FORMAT,
    recipientCode: recipientCodeOf(document),
    number: document.number,
    hasCustomerIdentifier: (document.customer.vatNumber ?? document.customer.taxCode ?? '') !== '',
    hasWithholding: false,
    lines: document.lines.map((line) => lineFigures(line, turned)),
    summaries: document.vat.map((row) => ({
      ...vatOf(row.class),
      taxable: turned ? opposite(row.taxable) : row.taxable,
      tax: turned ? opposite(row.vat) : row.vat,
      ...(vatRateOf(row.class) === null ? {} : { chargeability: 'I' }),
    })),
  };
}

const tag = (name: string, value: string): string => `<${name}>${value}</${name}>`;
const optional = (name: string, value: string | undefined): string => (value === undefined ? '' : tag(name, value));

function address(place: PostalAddress): string {
  const isItalian = place.country === 'IT';
  const number = place.houseNumber?.trim();
  return (
    `<Indirizzo>${latinText(place.street, 60)}</Indirizzo>` +
    (number ? `<NumeroCivico>${basicLatinText(number, 8)}</NumeroCivico>` : '') +
    `<CAP>${isItalian && /^\d{5}$/.test(place.postalCode) ? place.postalCode : '00000'}</CAP>` +
    `<Comune>${latinText(place.city, 60)}</Comune>` +
    (isItalian && place.province !== undefined && /^[A-Z]{2}$/.test(place.province)
      ? tag('Provincia', place.province)
      : '') +
    `<Nazione>${place.country}</Nazione>`
  );
}

function header(document: InvoiceDocument, transmission: Transmission, figures: FatturaPaFigures): string {
  const { company, customer } = document;
  const { transmitter } = transmission;
  const pec =
    figures.recipientCode === '0000000' && customer.pec !== undefined ? basicLatinText(customer.pec, 256) : undefined;
  const rea = company.rea;
  const name =
    customer.person === undefined
      ? tag('Denominazione', latinText(customer.displayName, 80))
      : tag('Nome', latinText(customer.person.firstName, 60)) + tag('Cognome', latinText(customer.person.lastName, 60));
  return (
    '<FatturaElettronicaHeader><DatiTrasmissione>' +
    `<IdTrasmittente><IdPaese>${transmitter.country}</IdPaese><IdCodice>${transmitter.code}</IdCodice></IdTrasmittente>` +
    `<ProgressivoInvio>${formatProgressive(transmission.progressive)}</ProgressivoInvio>` +
    `<FormatoTrasmissione>${figures.transmissionFormat}</FormatoTrasmissione>` +
    `<CodiceDestinatario>${figures.recipientCode}</CodiceDestinatario>${optional('PECDestinatario', pec)}` +
    '</DatiTrasmissione><CedentePrestatore><DatiAnagrafici>' +
    `<IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>${company.vatNumber}</IdCodice></IdFiscaleIVA>` +
    optional('CodiceFiscale', company.taxCode) +
    `<Anagrafica><Denominazione>${latinText(company.name, 80)}</Denominazione></Anagrafica><RegimeFiscale>RF01</RegimeFiscale>` +
    `</DatiAnagrafici><Sede>${address(company.address)}</Sede>` +
    (rea === undefined
      ? ''
      : `<IscrizioneREA><Ufficio>${rea.office}</Ufficio><NumeroREA>${basicLatinText(rea.number, 20)}</NumeroREA>` +
        optional('CapitaleSociale', rea.shareCapitalEur) +
        '<StatoLiquidazione>LN</StatoLiquidazione></IscrizioneREA>') +
    '</CedentePrestatore><CessionarioCommittente><DatiAnagrafici>' +
    (customer.vatNumber === undefined
      ? ''
      : `<IdFiscaleIVA><IdPaese>${customer.address.country}</IdPaese><IdCodice>${customer.vatNumber}</IdCodice></IdFiscaleIVA>`) +
    optional('CodiceFiscale', customer.taxCode) +
    `<Anagrafica>${name}</Anagrafica></DatiAnagrafici><Sede>${address(customer.address)}</Sede></CessionarioCommittente>` +
    '</FatturaElettronicaHeader>'
  );
}

/** A company has some dozens of kinds of line and millions of lines: each description is spelled once. */
const DESCRIPTIONS = new Map<string, string>();
function descriptionOf(source: InvoiceLine): string {
  const facts = source.trace?.facts;
  const kind = `${source.component} ${source.heading} ${source.part} ${facts?.['band']} ${facts?.['bracketFrom']} ${facts?.['bracketTo']}`;
  let description = DESCRIPTIONS.get(kind);
  if (description === undefined) {
    description = latinText(describeLineInFull(source), 1000);
    DESCRIPTIONS.set(kind, description);
  }
  return description;
}

/** Units as the XML prints them, Italian whatever the customer's language. */
const UNITS = UNIT_LABELS.it;

function line(
  document: InvoiceDocument,
  index: number,
  figures: FatturaPaLine,
  point: string,
  lastDayOf: (day: LocalDate) => LocalDate,
): string {
  const source = document.lines[index];
  assert(source !== undefined, 'figures have a line each');
  // The offer code stands once, on the first line, as in the practice of section 3.8 of the reference.
  const offer =
    index === 0
      ? `<AltriDatiGestionali><TipoDato>COD.OFF</TipoDato><RiferimentoTesto>${latinText(document.offer.code, 60)}</RiferimentoTesto></AltriDatiGestionali>`
      : '';
  return (
    `<DettaglioLinee><NumeroLinea>${index + 1}</NumeroLinea>${point}` +
    `<Descrizione>${descriptionOf(source)}</Descrizione>` +
    (figures.quantity === undefined
      ? ''
      : `<Quantita>${figures.quantity}</Quantita><UnitaMisura>${UNITS[source.unit]}</UnitaMisura>`) +
    `<DataInizioPeriodo>${source.period.from}</DataInizioPeriodo><DataFinePeriodo>${lastDayOf(source.period.toExclusive)}</DataFinePeriodo>` +
    `<PrezzoUnitario>${figures.unitPrice}</PrezzoUnitario><PrezzoTotale>${figures.total}</PrezzoTotale><AliquotaIVA>${figures.rate}</AliquotaIVA>` +
    `${optional('Natura', figures.natura)}${offer}</DettaglioLinee>`
  );
}

/** Legal ground printed beside a Natura. */
const LEGAL_GROUNDS: Readonly<Record<string, string>> = {
  N1: 'Escluso art. 15 DPR 633/1972',
  'N2.2': 'Fuori campo IVA',
};

const summary = (row: FatturaPaSummary): string =>
  `<DatiRiepilogo><AliquotaIVA>${row.rate}</AliquotaIVA>${optional('Natura', row.natura)}` +
  `<ImponibileImporto>${row.taxable}</ImponibileImporto><Imposta>${row.tax}</Imposta>` +
  `${optional('EsigibilitaIVA', row.chargeability)}${optional('RiferimentoNormativo', row.natura && LEGAL_GROUNDS[row.natura])}</DatiRiepilogo>`;

const PAYMENT_METHODS = { direct_debit: 'MP19', bank_transfer: 'MP05', postal_slip: 'MP18' } as const;

function payment({ company, totals, dueOn, payment: { method, paymentCode } }: InvoiceDocument): string {
  return (
    '<DatiPagamento><CondizioniPagamento>TP02</CondizioniPagamento><DettaglioPagamento>' +
    `<ModalitaPagamento>${PAYMENT_METHODS[method]}</ModalitaPagamento><DataScadenzaPagamento>${dueOn}</DataScadenzaPagamento>` +
    `<ImportoPagamento>${totals.total}</ImportoPagamento>${optional('IBAN', method === 'bank_transfer' ? company.iban : undefined)}` +
    `<CodicePagamento>${basicLatinText(paymentCode, 60)}</CodicePagamento></DettaglioPagamento></DatiPagamento>`
  );
}

/**
 * Write the FatturaPA 1.2.3 XML of an invoice to a private customer (FPR12), on one line of text. Call `checkSdi` on
 * `toFatturaPaFigures` before: this function only writes.
 *
 * @source schema FatturaPA 1.2.3; energy conventions of the market (POD or PDR as CodiceArticolo, period per line).
 */
export function formatFatturaPa(
  document: InvoiceDocument,
  transmission: Transmission,
  figures = toFatturaPaFigures(document),
): string {
  const { documentType, linkedInvoice, contract, period, totals, supply } = document;
  const isCreditNote = documentType === 'TD04';
  const lastDay = addDays(period.toExclusive, -1);
  // Nearly every line ends with the bill: its last day is computed once.
  const lastDayOf = (toExclusive: LocalDate) =>
    toExclusive === period.toExclusive ? lastDay : addDays(toExclusive, -1);
  const point =
    `<CodiceArticolo><CodiceTipo>${document.commodity === 'gas' ? 'PDR' : 'POD'}</CodiceTipo>` +
    `<CodiceValore>${basicLatinText(supply.pointCode, 35)}</CodiceValore></CodiceArticolo>`;
  let lines = '';
  figures.lines.forEach((row, index) => {
    lines += line(document, index, row, point, lastDayOf);
  });
  let summaries = '';
  for (const row of figures.summaries) summaries += summary(row);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<p:FatturaElettronica xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2" versione="${figures.version}">` +
    header(document, transmission, figures) +
    '<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>' +
    `<TipoDocumento>${documentType}</TipoDocumento><Divisa>EUR</Divisa><Data>${document.issuedOn}</Data>` +
    `<Numero>${basicLatinText(document.number, 20)}</Numero>` +
    `<ImportoTotaleDocumento>${isCreditNote ? opposite(totals.total) : totals.total}</ImportoTotaleDocumento>` +
    `<Causale>${document.commodity === 'gas' ? 'Fornitura di gas naturale' : 'Fornitura di energia elettrica'} dal ${formatItalianDate(period.from)} al ${formatItalianDate(lastDay)}</Causale>` +
    '</DatiGeneraliDocumento>' +
    `<DatiContratto><IdDocumento>${basicLatinText(contract.number, 20)}</IdDocumento><Data>${contract.signedOn}</Data></DatiContratto>` +
    (linkedInvoice === undefined
      ? ''
      : `<DatiFattureCollegate><IdDocumento>${basicLatinText(linkedInvoice.number, 20)}</IdDocumento><Data>${linkedInvoice.issuedOn}</Data></DatiFattureCollegate>`) +
    `</DatiGenerali><DatiBeniServizi>${lines}${summaries}</DatiBeniServizi>` +
    (isCreditNote || totals.total === '0.00' ? '' : payment(document)) +
    '</FatturaElettronicaBody></p:FatturaElettronica>'
  );
}
