import { Group, NativeSelect } from '@mantine/core';
import {
  portalInvoicePdfRoute,
  portalInvoicesCsvRoute,
  portalInvoicesRoute,
} from '@sportello/suite/invoicing/portal-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate, Money, Quantity } from '@sportello/ui/components/values.tsx';
import { formatDay, formatEuro, formatPeriod } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Commodity, InvoiceState } from '../../parts/supply-words.tsx';
import { useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';

type Row = AnswerOf<typeof portalInvoicesRoute>['rows'][number];
const SHOWS = ['all', 'open', 'paid'] as const;

export function InvoicesPage() {
  const t = useT();
  const search = useSearch({ from: '/signed-in/invoices' });
  const navigate = useNavigate({ from: '/invoices' });
  const show = SHOWS.find((known) => known === search.show) ?? 'all';
  const filter = {
    show,
    ...(search.supply === undefined ? {} : { supplyId: search.supply }),
    ...(search.year === undefined ? {} : { year: Number(search.year) }),
  };
  const invoices = useRead(portalInvoicesRoute, filter);
  const setFilter = (name: 'supply' | 'year', value: string) => {
    const { [name]: _, ...others } = search;
    void navigate({ search: value === '' ? others : { ...others, [name]: value }, replace: true });
  };

  return (
    <Page title={t('invoices.title')}>
      <QueryView query={invoices}>
        {({ rows, counts, openTotal, years, supplies }) =>
          counts.all === 0 ? (
            <EmptyState title={t('invoices.empty.title')}>{t('invoices.empty.text')}</EmptyState>
          ) : (
            <div className="stack">
              {counts.open > 0 && (
                <p style={{ margin: 0 }}>
                  {t('invoices.balance')}{' '}
                  <strong>
                    <Money amount={openTotal} />
                  </strong>
                </p>
              )}
              <nav className="chips" aria-label={t('invoices.filter')}>
                {SHOWS.map((known) => (
                  <Link
                    key={known}
                    to="/invoices"
                    search={{ ...search, show: known }}
                    replace
                    className="chip"
                    aria-current={known === show ? 'true' : undefined}
                  >
                    {t(`invoices.show.${known}`, { count: counts[known] })}
                  </Link>
                ))}
              </nav>
              <Group align="flex-end">
                {supplies.length > 1 && (
                  <NativeSelect
                    label={t('invoices.supply')}
                    value={search.supply ?? ''}
                    onChange={(event) => setFilter('supply', event.currentTarget.value)}
                    data={[
                      { value: '', label: t('invoices.every_supply') },
                      ...supplies.map(({ supplyId, commodity, name }) => ({
                        value: supplyId,
                        label: `${t(`commodity.${commodity}`)}, ${name}`,
                      })),
                    ]}
                  />
                )}
                {years.length > 1 && (
                  <NativeSelect
                    label={t('invoices.year')}
                    value={search.year ?? ''}
                    onChange={(event) => setFilter('year', event.currentTarget.value)}
                    data={[
                      { value: '', label: t('invoices.every_year') },
                      ...years.map((year) => ({ value: String(year), label: String(year) })),
                    ]}
                  />
                )}
              </Group>
              <span role="status" className="sp-only-read">
                {t('invoices.found', { count: rows.length })}
              </span>
              {rows.length === 0 ? (
                <EmptyState
                  title={t('invoices.none')}
                  action={
                    <Link to="/invoices" search={{}} className="row-link">
                      {t('invoices.reset')}
                    </Link>
                  }
                />
              ) : (
                <>
                  {rows.map((row) => (
                    <InvoiceCard key={row.invoiceId} row={row} />
                  ))}
                  <div>
                    <DownloadButton
                      route={portalInvoicesCsvRoute}
                      input={filter}
                      fileName="bollette.csv"
                      label={t('invoices.csv')}
                    />
                  </div>
                </>
              )}
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}

function InvoiceCard({ row }: { readonly row: Row }) {
  const t = useT();
  const { language } = useLanguage();
  const amount = formatEuro(row.paid, language);
  const paid =
    row.paymentOffices.length === 0
      ? t('invoice.paid_amount', { amount })
      : t('invoice.paid_at', { amount, office: row.paymentOffices.join(', ') });
  const isPartlyOpen = row.open !== row.total && (row.state === 'partly_paid' || row.state === 'overdue');
  return (
    <article className="sp-card bill-card">
      <div>
        <h2 style={{ margin: 0, fontSize: '1.125rem' }}>
          <Commodity commodity={row.commodity} name={row.supplyName} />
        </h2>
        <div>{formatPeriod({ from: row.periodFrom, toExclusive: row.periodToExclusive }, language)}</div>
        <div className="quiet">
          {t('invoice.number_on', { number: row.number, day: formatDay(row.issuedOn) })}
          <br />
          {t(`invoice.type.${row.billType}`)}, <Quantity quantity={row.consumption} unit={row.consumptionUnit} />
        </div>
      </div>
      <div>
        <div className="row-line">
          <span className="amount" style={{ fontSize: 20 }}>
            <Money amount={row.total} />
          </span>
          <InvoiceState state={row.state} />
        </div>
        <div>
          {row.state === 'overdue' ? t('invoice.was_due_on') : t('invoice.due_on')} <CivilDate day={row.dueOn} />
        </div>
        {row.paid !== '0.00' && !row.paid.startsWith('-') && <div className="quiet">{paid}</div>}
        {isPartlyOpen && (
          <strong>
            {t('invoice.left')} <Money amount={row.open} />
          </strong>
        )}
      </div>
      <div className="bill-do">
        <DownloadButton
          route={portalInvoicePdfRoute}
          input={{ invoiceId: row.invoiceId }}
          fileName={`${row.number}.pdf`}
          label={t('invoice.pdf')}
          hint={row.number}
          size="sm"
          className=""
        />
        <Link to="/invoices/$invoiceId" params={{ invoiceId: row.invoiceId }} className="row-link">
          {t('invoice.detail')}
          <span className="sp-only-read">{` ${row.number}`}</span>
        </Link>
      </div>
    </article>
  );
}
