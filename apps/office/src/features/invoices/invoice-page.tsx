import { Button } from '@mantine/core';
import { invoicePdfRoute, invoiceRoute, invoiceXmlRoute } from '@sportello/suite/invoicing/office-api';
import { fileUrl } from '@sportello/ui/client/call';
import { useRead } from '@sportello/ui/client/use-route';
import { CivilDate, Money, Quantity } from '@sportello/ui/components/values.tsx';
import { formatPeriod, groupByFour } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { IconDownload } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { Facts, Figures } from '../../parts/facts.tsx';
import { InstantText } from '../../parts/instant.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { RecordQuery } from '../../parts/record-query.tsx';
import { PaymentBadge } from '../../parts/states.tsx';
import { useVisit } from '../../shell/recent.ts';
import { useT } from '../../words/words.ts';
import type { InvoiceAnswer } from './invoice-answer.ts';
import { InvoiceLines } from './invoice-lines.tsx';
import { Postings } from './postings.tsx';

export function InvoicePage() {
  const t = useT();
  const { invoiceId } = useParams({ from: '/inside/invoices/$invoiceId' });
  const invoice = useRead(invoiceRoute, { invoiceId });
  return (
    <RecordQuery kind={t('invoice')} query={invoice}>
      {(value) => <InvoiceView key={value.invoice.invoiceId} answer={value} />}
    </RecordQuery>
  );
}

function InvoiceView({ answer }: { readonly answer: InvoiceAnswer }) {
  const t = useT();
  const { language } = useLanguage();
  const { invoice, document, eInvoice, postings } = answer;
  const { invoiceId, number, customerId, customerName, total, open, dueOn, issuedOn } = invoice;
  useVisit({ kind: 'invoice', id: invoiceId, title: number, detail: customerName });
  return (
    <Page
      title={t('invoice.title', { number })}
      above={<Link to="/invoices">{t('place.invoices')}</Link>}
      actions={
        <>
          <PaymentBadge state={invoice.paymentState} />
          <Button
            component="a"
            href={fileUrl(invoicePdfRoute, { invoiceId })}
            target="_blank"
            rel="noreferrer"
            variant="outline"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('invoice.pdf')}
          </Button>
          {eInvoice !== null && (
            <Button
              component="a"
              href={fileUrl(invoiceXmlRoute, { invoiceId })}
              variant="outline"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('invoice.xml')}
            </Button>
          )}
        </>
      }
    >
      <Figures
        figures={[
          { name: t('amount'), value: <Money amount={total} />, note: t(`bill_type.${invoice.billType}`) },
          {
            name: t('invoice.open'),
            value: <Money amount={open} />,
            note: (
              <>
                {t('invoice.due')} <CivilDate day={dueOn} />
              </>
            ),
          },
          {
            name: t('consumption'),
            value: <Quantity quantity={invoice.consumption} unit={invoice.consumptionUnit} />,
            note: formatPeriod({ from: invoice.periodFrom, toExclusive: invoice.periodToExclusive }, language),
          },
        ]}
      />
      <div className="of-columns">
        <Card title={t('invoice.about')}>
          <Facts
            facts={[
              [
                t('customer'),
                <Link key="customer" to="/customers/$customerId" params={{ customerId }}>
                  {customerName}
                </Link>,
              ],
              [t('customer.code'), invoice.customerCode],
              [
                t('point'),
                invoice.supplyPointId === null ? null : (
                  <Link
                    key="point"
                    to="/supply-points/$supplyPointId"
                    params={{ supplyPointId: invoice.supplyPointId }}
                  >
                    {groupByFour(document.supply.pointCode)}
                  </Link>
                ),
              ],
              [t('offer'), document.offer.name],
              [t('contract'), document.contract.number],
              [t('invoice.issued'), <CivilDate key="issued" day={issuedOn} />],
              [
                t('invoice.run'),
                <Link key="run" to="/billing/runs/$runId" params={{ runId: invoice.runId }}>
                  {t('invoice.open_run')}
                </Link>,
              ],
            ]}
          />
        </Card>
        <Card title={t('invoice.e_invoice')}>
          {eInvoice === null ? (
            <p className="of-muted">{t('invoice.no_e_invoice')}</p>
          ) : (
            <Facts
              facts={[
                [t('file'), eInvoice.fileName],
                [t('invoice.document_type'), invoice.documentType],
                [t('invoice.recipient'), document.customer.recipientCode ?? '0000000'],
                [t('invoice.made'), <InstantText key="made" at={eInvoice.createdAt} />],
                [t('invoice.fingerprint'), `${eInvoice.sha256.slice(0, 16)}…`],
              ]}
            />
          )}
        </Card>
      </div>
      <InvoiceLines document={document} />
      <Readings document={document} />
      <Postings postings={postings} />
    </Page>
  );
}

function Readings({ document }: { readonly document: InvoiceAnswer['document'] }) {
  const t = useT();
  if (document.readings.length === 0) return null;
  const rows = document.readings.flatMap((reading) => reading.registers.map((register) => ({ reading, register })));
  return (
    <Card title={t('invoice.readings')} isFlush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard. */}
      <section className="sp-table-region" aria-label={t('invoice.readings')} tabIndex={0}>
        <table className="sp-table">
          <thead>
            <tr>
              <th scope="col">{t('reading.register')}</th>
              <th scope="col">{t('meter')}</th>
              <th scope="col">{t('reading.kind')}</th>
              <th scope="col" className="sp-number">
                {t('reading.previous')}
              </th>
              <th scope="col" className="sp-number">
                {t('reading.current')}
              </th>
              <th scope="col" className="sp-number">
                {t('quantity')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ reading, register }) => (
              <tr key={`${reading.serialNumber}-${reading.readOn}-${register.register}`}>
                <th scope="row">{t(`register.${register.register}`)}</th>
                <td>{reading.serialNumber}</td>
                <td>{t(`reading.kind.${reading.kind}`)}</td>
                <td className="sp-number">
                  <Quantity quantity={register.previous} unit="" />{' '}
                  <span className="of-muted">
                    <CivilDate day={reading.previousReadOn} />
                  </span>
                </td>
                <td className="sp-number">
                  <Quantity quantity={register.current} unit="" />{' '}
                  <span className="of-muted">
                    <CivilDate day={reading.readOn} />
                  </span>
                </td>
                <td className="sp-number">
                  {register.quantity === undefined ? (
                    '–'
                  ) : (
                    <Quantity quantity={register.quantity} unit={document.consumption.unit} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
