import { Button, Group } from '@mantine/core';
import { decimal, formatDecimal, isNegative, isZero, negate, subtract, trimDecimal } from '@sportello/kernel/decimal';
import type { FactGroup, TableView } from '@sportello/suite/documents/domain/bill-view';
import { composeBillView } from '@sportello/suite/invoicing/domain/compose-bill-view';
import {
  portalInvoicePdfRoute,
  portalInvoiceRoute,
  portalInvoiceXmlRoute,
} from '@sportello/suite/invoicing/portal-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { IconArrowLeft } from '@sportello/ui/components/icons';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { TableRegion } from '@sportello/ui/components/table-region.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { formatDay, formatEuro, formatPeriod, formatQuantity } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Commodity, InvoiceState } from '../../parts/supply-words.tsx';
import { useT } from '../../sentences/index.js';
import { Card, Page } from '../../shell/page.tsx';
import { ExplainedLine } from './explain-line.tsx';

type Shown = AnswerOf<typeof portalInvoiceRoute>;

export function InvoicePage() {
  const t = useT();
  const { language } = useLanguage();
  const { invoiceId } = useParams({ from: '/signed-in/invoices/$invoiceId' });
  const query = useRead(portalInvoiceRoute, { invoiceId });
  const missing = (
    <EmptyState
      title={t('invoice.missing')}
      action={
        <Link to="/invoices" className="row-link">
          {t('invoices.title')}
        </Link>
      }
    />
  );
  const title =
    query.data === undefined
      ? t('invoice.title')
      : t('invoice.title_of', {
          commodity: t(`commodity.${query.data.invoice.commodity}`),
          period: formatPeriod(query.data.document.period, language),
        });
  return (
    <Page
      title={title}
      above={
        <Link to="/invoices" className="row-link" style={{ gap: 8 }}>
          <IconArrowLeft size={20} aria-hidden />
          {t('invoices.title')}
        </Link>
      }
    >
      <QueryView query={query} refused={missing}>
        {(shown) => <Invoice shown={shown} />}
      </QueryView>
    </Page>
  );
}

function Invoice({ shown }: { readonly shown: Shown }) {
  const t = useT();
  const { language } = useLanguage();
  const { document } = shown;
  // The words and figures of the printed bill, in the language on screen: page and PDF say the same.
  const bill = useMemo(
    () => composeBillView({ ...document, customer: { ...document.customer, language } }, { fileName: '', xml: '' }),
    [document, language],
  );
  const { essentials, receipt, offer } = bill;
  return (
    <div className="stack">
      <Summary shown={shown} />
      {essentials.notices
        .filter(({ tone }) => tone === 'warning')
        .map(({ title, text }) => (
          <Notice key={title} tone="warning">
            <strong>{title}</strong>
            <br />
            {text}
          </Notice>
        ))}
      <Card title={receipt.title} id="receipt">
        <TableRegion name={t('table.region', { name: receipt.title })}>
          <table className="sp-table receipt">
            <thead>
              <tr>
                {receipt.columns.map((column, index) => (
                  <th key={column} scope="col" className={index === 1 || index === 2 ? 'not-phone' : undefined}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {receipt.rows.map(({ level, label, quantity, price, amount }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a frozen document never move.
                <tr key={index} className={level}>
                  <th scope="row">
                    {label}
                    {quantity !== '' && <div className="only-phone quiet">{`${quantity} × ${price}`}</div>}
                  </th>
                  <td className="sp-number not-phone">{quantity}</td>
                  <td className="sp-number not-phone">{price}</td>
                  <td className="sp-number">{amount}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{receipt.total.label}</th>
                <td className="not-phone" />
                <td className="not-phone" />
                <td className="sp-number">{receipt.total.value}</td>
              </tr>
            </tfoot>
          </table>
        </TableRegion>
        <p className="quiet" style={{ fontSize: 14 }}>
          {receipt.note}
        </p>
      </Card>
      <Card title={t('explain.title')} id="lines">
        <p style={{ marginTop: 0 }}>{t('explain.lead')}</p>
        {document.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a frozen document never move.
          <ExplainedLine key={index} line={line} />
        ))}
      </Card>
      <Fold title={essentials.readings.title}>
        <Table view={essentials.readings} />
      </Fold>
      <Fold title={offer.title}>
        <FactList view={offer} />
      </Fold>
      <Fold title={essentials.technical.title}>
        <FactList view={essentials.technical} />
      </Fold>
      <Fold title={essentials.taxes.title}>
        <Table view={essentials.taxes} />
      </Fold>
      {essentials.recalculation !== undefined && (
        <Fold title={essentials.recalculation.title}>
          <Table view={essentials.recalculation} />
        </Fold>
      )}
      {essentials.notices
        .filter(({ tone }) => tone !== 'warning')
        .map(({ title, text }) => (
          <Notice key={title} tone="info">
            <strong>{title}</strong>
            <br />
            {text}
          </Notice>
        ))}
    </div>
  );
}

function Summary({ shown: { invoice, document, payments, previous, hasEInvoice } }: { readonly shown: Shown }) {
  const t = useT();
  const { language } = useLanguage();
  const isOwed = !invoice.open.startsWith('-') && invoice.open !== '0.00';
  return (
    <Card
      title={t('invoice.number_on', { number: invoice.number, day: formatDay(invoice.issuedOn) })}
      id="summary"
      aside={<InvoiceState state={invoice.state} />}
    >
      <Commodity commodity={invoice.commodity} name={invoice.supplyName} />
      <div className="big-amount">
        <Money amount={isOwed ? invoice.open : invoice.total} />
      </div>
      <p style={{ marginTop: 0 }}>
        {isOwed ? (
          <>
            {invoice.state === 'overdue' ? t('home.overdue') : t('home.by')} <CivilDate day={invoice.dueOn} inWords />
          </>
        ) : (
          t(`invoice.outcome.${invoice.state === 'credit' || invoice.total.startsWith('-') ? 'credit' : 'paid'}`)
        )}
      </p>
      {previous !== null && (
        <Delta
          total={invoice.total}
          consumption={invoice.consumption}
          unit={invoice.consumptionUnit}
          previous={previous}
        />
      )}
      <div className="facts-tight">
        <Facts
          rows={[
            [t('invoice.total'), formatEuro(invoice.total, language)],
            [t('invoice.type'), t(`invoice.type.${invoice.billType}`)],
            [t('invoice.consumption'), formatQuantity(invoice.consumption, invoice.consumptionUnit, language)],
            [t('invoice.due'), <CivilDate key="due" day={invoice.dueOn} />],
            [t('invoice.paid'), formatEuro(invoice.paid, language)],
            [t('invoice.office'), invoice.paymentOffices.length === 0 ? null : invoice.paymentOffices.join(', ')],
            [t('invoice.balance'), formatEuro(invoice.open, language)],
          ]}
        />
      </div>
      {payments.length > 0 && (
        <>
          <h3 style={{ marginBottom: 0 }}>{t('invoice.payments')}</h3>
          <ul className="rows">
            {payments.map(({ paidOn, amount, paymentOffice }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: postings never move.
              <li key={index} className="row-line">
                <span>
                  <CivilDate day={paidOn} />
                  {paymentOffice !== '' && `, ${paymentOffice}`}
                </span>
                <Money amount={amount} />
              </li>
            ))}
            {isOwed && (
              <li className="row-line">
                <strong>{t('invoice.left')}</strong>
                <strong>
                  <Money amount={invoice.open} />
                </strong>
              </li>
            )}
          </ul>
        </>
      )}
      {isOwed && document.payment.method !== 'direct_debit' && (
        <details className="fold">
          <summary>{t('invoice.how_to_pay')}</summary>
          <Facts
            rows={[
              [t('pay.beneficiary'), document.company.name],
              [t('pay.iban'), document.company.iban.replace(/(.{4})(?=.)/g, '$1 ')],
              [t('pay.reason'), document.payment.paymentCode],
              [t('pay.amount'), formatEuro(invoice.open, language)],
            ]}
          />
        </details>
      )}
      {isOwed && document.payment.method === 'direct_debit' && <Notice tone="info">{t('invoice.debited')}</Notice>}
      <Group mt="md">
        <DownloadButton
          route={portalInvoicePdfRoute}
          input={{ invoiceId: invoice.invoiceId }}
          fileName={`${invoice.number}.pdf`}
          label={t('invoice.pdf')}
          variant="filled"
        />
        {hasEInvoice && (
          <DownloadButton
            route={portalInvoiceXmlRoute}
            input={{ invoiceId: invoice.invoiceId }}
            fileName={`${invoice.number}.xml`}
            label={t('invoice.xml')}
          />
        )}
        <Button component={Link} to={`/supplies/${invoice.supplyId}/consumption`} variant="subtle">
          {t('supply.see_consumption')}
        </Button>
      </Group>
    </Card>
  );
}

/** What changed since the bill before: the finding in one sentence. */
function Delta({
  total,
  consumption,
  unit,
  previous,
}: {
  readonly total: string;
  readonly consumption: string;
  readonly unit: string;
  readonly previous: NonNullable<Shown['previous']>;
}) {
  const t = useT();
  const { language } = useLanguage();
  const euro = subtract(decimal(total), decimal(previous.total));
  const used = subtract(decimal(consumption), decimal(previous.consumption));
  const size = (value: typeof euro) => formatDecimal(trimDecimal(isNegative(value) ? negate(value) : value));
  const amount = formatEuro(size(euro), language);
  const quantity = formatQuantity(size(used), unit, language);
  const money = isZero(euro) ? t('delta.same') : t(isNegative(euro) ? 'delta.less' : 'delta.more', { amount });
  const use = isZero(used)
    ? t('delta.use_same')
    : t(isNegative(used) ? 'delta.use_less' : 'delta.use_more', { quantity });
  return <p style={{ fontWeight: 600 }}>{`${money}: ${use}.`}</p>;
}

function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="fold sp-card">
      <summary>{title}</summary>
      {children}
    </details>
  );
}

const FactList = ({ view }: { readonly view: FactGroup }) => (
  <Facts rows={view.facts.map(({ label, value }) => [label, value] as const)} />
);

function Table({ view }: { readonly view: TableView }) {
  const t = useT();
  return (
    <>
      <TableRegion name={t('table.region', { name: view.title })}>
        <table className="sp-table">
          {view.intro !== undefined && <caption>{view.intro}</caption>}
          <thead>
            <tr>
              {view.columns.map(({ label, isFigure }) => (
                <th key={label} scope="col" className={isFigure ? 'sp-number' : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map(({ cells, isTotal }, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a frozen document never move.
              <tr key={row} style={isTotal === true ? { fontWeight: 600 } : undefined}>
                {cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move.
                  <td key={column} className={view.columns[column]?.isFigure === true ? 'sp-number' : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
      {view.note !== undefined && <p className="quiet">{view.note}</p>}
    </>
  );
}
