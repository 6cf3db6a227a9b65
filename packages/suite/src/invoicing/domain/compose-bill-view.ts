import {
  addDays,
  type LocalDate,
  type Month,
  monthsTouching,
  type Period,
  wholeMonths,
} from '@sportello/kernel/calendar';
import {
  compare,
  decimal,
  divide,
  formatDecimal,
  integer,
  isZero,
  maximum,
  sum,
  ZERO,
} from '@sportello/kernel/decimal';
import { formatCents, parseCents, sumCents } from '@sportello/kernel/money';
import type {
  BillView,
  Fact,
  FactGroup,
  HistoryView,
  ReceiptView,
  TableView,
} from '../../documents/domain/bill-view.js';
import { composeQrSvg } from '../../documents/domain/qr-code.js';
import { en } from './bill-words/en.js';
import { type BillWords, it } from './bill-words/it.js';
import { describeLine } from './describe-line.js';
import { formatAmount, formatDay, formatEuro, formatPrice, formatQuantity } from './format-figures.js';
import type {
  InvoiceDocument,
  InvoiceLine,
  LineUnit,
  PostalAddress,
  ReceiptMeasure,
  ReceiptRow,
} from './invoice-document.js';

/** Primary of the colour tokens, when the company has none of its own. */
const PRIMARY = '#0B5CAD';

type Composing = { readonly document: InvoiceDocument; readonly words: BillWords; readonly language: 'it' | 'en' };

const fact = (label: string, value: string | undefined): readonly Fact[] =>
  value === undefined || value === '' ? [] : [{ label, value }];
const lastDayOf = (period: Period): LocalDate => addDays(period.toExclusive, -1);
const inDays = (period: Period, words: BillWords): string =>
  `${words.from} ${formatDay(period.from)} ${words.to} ${formatDay(lastDayOf(period))}`;
const monthWord = (of: Month, names: readonly string[]): string => names[Number(of.slice(5)) - 1] ?? '';
const joined = (parts: readonly (string | undefined)[], separator: string): string =>
  parts.filter((part) => part !== undefined && part !== '').join(separator);
const groupsOfFour = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/** `01/01–28/02/2026`: the year once when it is one. */
function shortDays(period: Period): string {
  const last = formatDay(lastDayOf(period));
  const first = formatDay(period.from);
  return first.slice(6) === last.slice(6) ? `${first.slice(0, 5)}–${last}` : `${first}–${last}`;
}

/** `gennaio-febbraio 2026` for whole months of one year, else the days. */
function inProse(period: Period, words: BillWords): string {
  const months = monthsTouching(period);
  const [first, last] = [months[0], months.at(-1)];
  if (
    wholeMonths(period) === null ||
    first === undefined ||
    last === undefined ||
    first.slice(0, 4) !== last.slice(0, 4)
  ) {
    return inDays(period, words);
  }
  const names =
    first === last
      ? monthWord(first, words.months)
      : `${monthWord(first, words.months)}-${monthWord(last, words.months)}`;
  return `${names} ${first.slice(0, 4)}`;
}

const streetOf = (place: PostalAddress): string => joined([place.street, place.houseNumber], ' ');
const cityOf = (place: PostalAddress): string => joined([place.postalCode, place.city, place.province], ' ');
const addressOf = (place: PostalAddress): string => joined([streetOf(place), cityOf(place)], ', ');

function withUnit(quantity: string, unit: LineUnit, { words, language }: Composing): string {
  const isOne = quantity === '1' && (unit === 'month' || unit === 'day');
  return joined([formatQuantity(quantity, language), isOne ? words.unitOne[unit] : words.unit[unit]], '\u00a0');
}

const priceWithUnit = (measure: ReceiptMeasure, { words, language }: Composing): string =>
  `${formatPrice(measure.averagePriceEur, language)}\u00a0${words.priceUnit[measure.unit]}`;

function receiptLabel(row: ReceiptRow, composing: Composing): string {
  const { words, language, document } = composing;
  if (row.heading === 'vat') {
    if (row.vat === undefined) return words.vat;
    return `${words.vat} ${row.vat.class}% ${words.vatOn} ${formatEuro(row.vat.taxable, language)}`;
  }
  if (row.heading === 'excise_duty' && document.commodity === 'gas') return words.gasExcise;
  const [only, another] = row.parts;
  const heading = words.heading[row.heading];
  return only === undefined || another !== undefined ? heading : `${heading}, ${words.part[only.part]}`;
}

function receiptView(composing: Composing): ReceiptView {
  const { document, words, language } = composing;
  const cells = (measure: ReceiptMeasure | undefined) =>
    measure === undefined
      ? { quantity: '', price: '' }
      : { quantity: withUnit(measure.quantity, measure.unit, composing), price: priceWithUnit(measure, composing) };
  const [item, quantity, price, amount] = words.receiptColumns as readonly [string, string, string, string];
  return {
    title: words.receiptTitle,
    columns: [item, quantity, price, amount],
    rows: document.receipt.flatMap((row) => [
      {
        level: 'main' as const,
        label: receiptLabel(row, composing),
        amount: formatEuro(row.amount, language),
        ...cells(row.measure),
      },
      // A quota with one part alone, as the power one, says it once: in its label.
      ...(row.parts.length < 2 ? [] : row.parts).map((part) => ({
        level: 'part' as const,
        label: words.part[part.part],
        amount: formatEuro(part.amount, language),
        ...cells(part.measure),
      })),
    ]),
    total: { label: words.receiptTotal, value: formatEuro(document.totals.total, language) },
    note: words.receiptNote,
  };
}

function frontGroups({ document, words, language }: Composing): readonly FactGroup[] {
  const { supply, customer, offer, consumption, linkedInvoice } = document;
  const expiry =
    offer.validToExclusive === null
      ? words.offerOpenEnded
      : `${words.offerExpiry} ${formatDay(addDays(offer.validToExclusive, -1))}`;
  const energyUnit = document.commodity === 'gas' ? 'Smc' : 'kWh';
  return [
    {
      title: words.groups.bill,
      facts: [
        ...fact(words.number, document.number),
        ...fact(words.issuedOn, formatDay(document.issuedOn)),
        ...fact(words.periodLabel, inDays(document.period, words)),
        ...fact(words.type, words.billType[document.billType]),
        ...(linkedInvoice === undefined
          ? []
          : fact(
              words.linkedInvoice,
              `${linkedInvoice.number} ${words.linkedOn} ${formatDay(linkedInvoice.issuedOn)}`,
            )),
        ...fact(words.billedConsumption, `${formatQuantity(consumption.quantity, language)} ${consumption.unit}`),
      ],
    },
    {
      title: words.groups.holder,
      facts: [
        ...fact(words.holderName, customer.displayName),
        ...fact(words.taxCode, customer.taxCode),
        ...fact(words.vatNumber, customer.vatNumber),
        ...fact(words.customerCode, customer.code),
        ...fact(words.contractNumber, document.contract.number),
      ],
    },
    {
      title: words.groups.supply,
      facts: [
        ...fact(words.service, `${words.serviceName[document.commodity]}, ${words.market[supply.market]}`),
        ...fact(document.commodity === 'gas' ? 'PDR' : 'POD', supply.pointCode),
        ...fact(words.supplyAddress, addressOf(supply.address)),
        ...fact(words.annualConsumption, `${formatQuantity(supply.annualConsumption, language)} ${energyUnit}`),
        ...fact(words.offerAndExpiry, `${offer.name}, ${expiry}`),
      ],
    },
  ];
}

function offerGroup({ document, words, language }: Composing): FactGroup {
  const { offer, commodity } = document;
  const nameOf = (item: InvoiceDocument['offer']['prices'][number]['item']): string =>
    item === 'energy' ? words.offerItem.energy[commodity] : words.offerItem[item];
  const yearly = (unit: string): boolean => unit === 'EUR/year' || unit === 'EUR/month';
  const priceText = (value: string, unit: string): string => {
    if (!yearly(unit)) return formatPrice(value, language);
    const exact = decimal(value);
    return formatAmount(exact.scale > 2 ? value : formatCents(parseCents(value)), language);
  };
  const until = offer.validToExclusive === null ? '' : ` ${words.to} ${formatDay(addDays(offer.validToExclusive, -1))}`;
  return {
    title: words.offerBox,
    facts: [
      ...fact(words.offerName, offer.name),
      ...fact(words.offerCode, offer.code),
      ...fact(words.offerKind, words.offerKindName[offer.kind]),
      ...fact(words.offerIndex, offer.index),
      ...offer.prices.flatMap((price) =>
        fact(nameOf(price.item), `${priceText(price.value, price.unit)} ${words.per[price.unit]}`),
      ),
      ...fact(words.offerValidity, `${words.from} ${formatDay(offer.validFrom)}${until}`),
    ],
  };
}

function contactsGroup({ document: { company, commodity }, words }: Composing): FactGroup {
  return {
    title: words.contacts,
    facts: [
      ...fact(words.customerService, company.phone),
      ...fact('E-mail', company.email),
      ...fact(words.website, company.website),
      ...fact(words.emergency[commodity], company.emergencyPhone),
      ...fact(words.complaints, company.complaintAddress),
    ],
  };
}

function technicalGroup({ document: { supply }, words, language }: Composing): FactGroup {
  const power = (kw: string): string => `${formatQuantity(kw, language)} kW`;
  const own =
    supply.commodity === 'electricity'
      ? [
          ...fact(words.committedPower, power(supply.committedPowerKw)),
          ...fact(words.availablePower, power(supply.availablePowerKw)),
          ...fact(words.bands, supply.timeBands ? words.bandsYes : words.bandsNo),
        ]
      : [
          ...fact(words.correctorSerial, supply.correctorSerial),
          ...fact(words.coefficient, formatPrice(supply.conversionCoefficient, language)),
          ...fact(words.meterClass, supply.meterClass),
          ...fact(words.withdrawalClass, supply.withdrawalClass),
          ...fact(words.tariffArea, supply.tariffArea),
          ...fact(words.remi, supply.remiCode),
          ...fact(
            words.heatingValue,
            supply.heatingValueMjPerSmc && `${formatQuantity(supply.heatingValueMjPerSmc, language)} MJ/Smc`,
          ),
        ];
  return {
    title: words.technical,
    facts: [
      ...fact(words.meterSerial, supply.meterSerial),
      ...fact(words.use, words.useCategory[supply.useCategory]),
      ...own,
      ...fact(words.distributor, supply.distributor),
    ],
  };
}

const columns = (
  labels: readonly string[],
  shares: readonly number[],
  figures: readonly number[],
): TableView['columns'] =>
  labels.map((label, index) => ({ label, isFigure: figures.includes(index), share: shares[index] ?? 1 }));

function readingsTable({ document, words, language }: Composing): TableView {
  const { readings, consumption } = document;
  const whole = (value: string): string => formatQuantity(value, language);
  return {
    title: words.readings,
    columns: columns(words.readingColumns, [3, 4, 4, 2.4, 2.6], [1, 2, 4]),
    rows: readings.flatMap((reading) =>
      reading.registers.map((register) => ({
        cells: [
          words.register[register.register],
          `${whole(register.previous)} ${words.readingOn} ${formatDay(reading.previousReadOn)}`,
          `${whole(register.current)} ${words.readingOn} ${formatDay(reading.readOn)}`,
          words.readingKind[reading.kind],
          register.quantity === undefined ? '–' : `${whole(register.quantity)} ${consumption.unit}`,
        ],
      })),
    ),
    note: readings.length === 0 ? words.noReadings : words.origin[consumption.origin],
  };
}

function historyView({ document: { history, consumption }, words, language }: Composing): HistoryView {
  const quantities = history.map((month) => decimal(month.quantity));
  const tallest = quantities.reduce(maximum, ZERO);
  const heightOf = (quantity: string): number => {
    if (isZero(tallest) || compare(decimal(quantity), ZERO) <= 0) return 0;
    return Number(divide({ ...decimal(quantity), units: decimal(quantity).units * 1000n }, tallest, 0).units);
  };
  const average = history.length === 0 ? ZERO : divide(sum(quantities), integer(history.length), 0);
  const bars = history.map((month) => ({
    label: `${monthWord(month.month, words.shortMonths)} ${month.month.slice(2, 4)}`,
    height: heightOf(month.quantity),
    value: formatQuantity(month.quantity, language),
    isEstimated: month.kind === 'estimated',
  }));
  return {
    title: words.historyTitle,
    subtitle: `${consumption.unit} ${words.historySubtitle} ${formatQuantity(formatDecimal(average), language)} ${consumption.unit}`,
    bars,
    legend: { actual: words.historyActual, estimated: words.historyEstimated },
    alternative: bars
      .map(
        (bar) =>
          `${bar.label}: ${bar.value} ${consumption.unit}${bar.isEstimated ? ` (${words.historyEstimated})` : ''}`,
      )
      .join('; '),
  };
}

function taxesTable({ document: { vat, totals }, words, language }: Composing): TableView {
  const amount = (text: string): string => formatEuro(text, language);
  const base = formatCents(sumCents([parseCents(totals.taxable), parseCents(totals.outsideVat)]));
  return {
    title: words.taxes,
    columns: columns(words.taxColumns, [4, 2, 2], [1, 2]),
    rows: [
      ...vat.map((row) => ({ cells: [words.vatClass[row.class], amount(row.taxable), amount(row.vat)] })),
      { cells: [words.total, amount(base), amount(totals.vat)], isTotal: true },
    ],
  };
}

function lineCells(line: InvoiceLine, composing: Composing): readonly string[] {
  const { words, language } = composing;
  return [
    describeLine(line, language),
    shortDays(line.period),
    withUnit(line.quantity, line.unit, composing),
    `${formatPrice(line.unitPriceEur, language)}${line.unit === 'piece' ? '' : `\u00a0${words.priceUnit[line.unit]}`}`,
    words.vatShort[line.vat],
    formatAmount(line.amount, language),
  ];
}

function linesTable(title: string, lines: readonly InvoiceLine[], composing: Composing): TableView {
  const { words, language } = composing;
  const before = formatCents(sumCents(lines.map((line) => parseCents(line.amount))));
  return {
    title,
    columns: columns(words.detailColumns, [8, 3.5, 3, 4.1, 1.3, 2], [2, 3, 4, 5]),
    rows: [
      ...lines.map((line) => ({ cells: lineCells(line, composing) })),
      { cells: [words.detailTotal, '', '', '', '', formatAmount(before, language)], isTotal: true },
    ],
  };
}

function unpaidTable({ document: { payment }, words, language }: Composing): TableView | undefined {
  if (payment.previousUnpaid.length === 0) return undefined;
  const total = formatCents(sumCents(payment.previousUnpaid.map((item) => parseCents(item.amount))));
  return {
    title: words.unpaid,
    columns: columns(words.unpaidColumns, [4, 2, 2], [1, 2]),
    rows: [
      ...payment.previousUnpaid.map((item) => ({
        cells: [item.number, formatDay(item.dueOn), formatEuro(item.amount, language)],
      })),
      { cells: [words.total, '', formatEuro(total, language)], isTotal: true },
    ],
  };
}

function due({ document, words, language }: Composing): BillView['due'] {
  const { totals, payment } = document;
  const isCredit = totals.total.startsWith('-');
  const isNothing = totals.total === '0.00';
  const unpaid = payment.previousUnpaid.length > 0;
  return {
    label: isCredit ? words.toReceive : words.toPay,
    amount: formatEuro(isCredit ? totals.total.slice(1) : totals.total, language),
    when: isCredit || isNothing ? words.noPaymentNeeded : `${words.dueBy} ${formatDay(document.dueOn)}`,
    method: isCredit
      ? words.creditUse
      : isNothing
        ? ''
        : joined([words.method[payment.method], payment.maskedIban], ' '),
    state: { text: unpaid ? words.paymentsMissing : words.paymentsRegular, tone: unpaid ? 'warning' : 'success' },
  };
}

function slip({ document, words, language }: Composing): BillView['slip'] {
  const { payment, totals, company, customer } = document;
  if (payment.method === 'direct_debit' || totals.total.startsWith('-') || totals.total === '0.00') return undefined;
  return {
    title: words.slip[payment.method],
    intro: words.slipIntro,
    amount: { label: words.payAmount, value: formatEuro(totals.total, language) },
    facts: [
      ...fact(words.beneficiary, company.name),
      ...fact(words.iban, groupsOfFour(company.iban)),
      ...fact(words.reason, payment.paymentCode),
      ...fact(words.payBy, formatDay(document.dueOn)),
      ...fact(words.payer, customer.displayName),
    ],
  };
}

/** The web code in groups of four, as the first-access page shows it. */
const groupedWebCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

function online({ document: { webCode, portalUrl, customer }, words }: Composing): BillView['online'] {
  const svg = composeQrSvg(portalUrl);
  return {
    title: webCode === undefined ? words.online : words.firstAccess,
    text: webCode === undefined ? words.onlineText : words.firstAccessText,
    url: portalUrl,
    ...(svg !== null && { qr: { svg, alternative: words.qrAlternative } }),
    ...(webCode !== undefined && {
      firstAccess: {
        customerCode: { label: words.customerCode, value: customer.code },
        webCode: { label: words.webCode, value: groupedWebCode(webCode) },
      },
    }),
  };
}

function legalFooter({ document: { company } }: Composing): string {
  const rea = company.rea === undefined ? undefined : `REA ${company.rea.office} ${company.rea.number}`;
  return joined([company.name, addressOf(company.address), `P. IVA ${company.vatNumber}`, rea], ' · ');
}

/**
 * Compose what the bill prints, in the customer's language: the unified front page, the energy receipt, the offer box,
 * the essential elements and the detail.
 *
 * @source del. ARERA 315/2024/R/com, contents of reference §9.
 */
export function composeBillView(
  document: InvoiceDocument,
  eInvoice: { readonly fileName: string; readonly xml: string },
): BillView {
  const { language } = document.customer;
  const words: BillWords = language === 'it' ? it : en;
  const composing: Composing = { document, words, language };
  const { company, customer, notices } = document;
  const kind = document.documentType === 'TD04' ? words.creditNote : words.kind[document.commodity];
  const recalculated = document.lines.filter((line) => line.heading === 'recalculation');
  const unpaid = unpaidTable(composing);
  const payable = slip(composing);
  return {
    language,
    title: `${kind} ${document.number} – ${company.name}`,
    issuedOn: document.issuedOn,
    brand: { name: company.name, colour: company.primaryColour ?? PRIMARY },
    kind,
    subtitle: inProse(document.period, words),
    runningHead: `${kind} ${document.number} · ${words.customerCode} ${customer.code}`,
    legalFooter: legalFooter(composing),
    pageWords: [words.page, words.of],
    due: due(composing),
    recipient: [customer.displayName, streetOf(customer.address), cityOf(customer.address)],
    frontGroups: frontGroups(composing),
    receipt: receiptView(composing),
    offer: offerGroup(composing),
    contacts: contactsGroup(composing),
    online: online(composing),
    eInvoiceNote: words.eInvoiceNote,
    essentials: {
      title: words.essentials,
      technical: technicalGroup(composing),
      readings: readingsTable(composing),
      history: historyView(composing),
      ...(recalculated.length > 0 &&
        recalculated.length < document.lines.length && {
          recalculation: {
            ...linesTable(words.recalculation, recalculated, composing),
            intro: words.recalculationNote,
          },
        }),
      taxes: taxesTable(composing),
      ...(unpaid !== undefined && { unpaid }),
      notices: [...notices.map((code) => words.notices[code]), words.conciliation].map(({ title, text, tone }) => ({
        title,
        text,
        tone: tone === 'warning' || tone === 'info' ? tone : 'neutral',
      })),
    },
    detail: { ...linesTable(words.detail, document.lines, composing), intro: words.detailIntro },
    ...(payable !== undefined && { slip: payable }),
    attachment: { fileName: eInvoice.fileName, description: words.eInvoiceFile, xml: eInvoice.xml },
  };
}
