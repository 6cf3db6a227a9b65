import { NativeSelect } from '@mantine/core';
import { invoicesRoute } from '@sportello/suite/invoicing/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Money } from '@sportello/ui/components/values.tsx';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Chips, DayFilter, SearchBox } from '../../parts/filters.tsx';
import { Pager } from '../../parts/list-table.tsx';
import { Page } from '../../parts/page.tsx';
import { useT } from '../../words/words.ts';
import { InvoiceTable } from './invoice-table.tsx';

const STATES = ['to_pay', 'overdue', 'paid'] as const;
const COMMODITIES = ['electricity', 'gas'] as const;

export function InvoicesPage() {
  const t = useT();
  const search = useSearch({ from: '/inside/invoices' });
  const navigate = useNavigate({ from: '/invoices' });
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...changes }), replace: true });
  const list = useRead(invoicesRoute, search);
  const countOf = (state: (typeof STATES)[number]): number =>
    list.data?.states.find((row) => row.state === state)?.count ?? 0;
  return (
    <Page title={t('place.invoices')}>
      <div className="of-row" style={{ alignItems: 'flex-end' }}>
        <SearchBox label={t('invoices.search')} value={search.q} onChange={(q) => change({ q })} />
        <NativeSelect
          aria-label={t('commodity')}
          value={search.commodity ?? ''}
          onChange={(event) =>
            change({ commodity: COMMODITIES.find((commodity) => commodity === event.currentTarget.value) })
          }
          data={[
            { value: '', label: t('commodity.all') },
            ...COMMODITIES.map((value) => ({ value, label: t(`commodity.${value}`) })),
          ]}
        />
        <DayFilter
          label={t('invoices.from')}
          day={search.issuedFrom}
          onChange={(issuedFrom) => change({ issuedFrom })}
        />
        <DayFilter label={t('invoices.to')} day={search.issuedTo} onChange={(issuedTo) => change({ issuedTo })} />
      </div>
      <Chips
        label={t('payment')}
        value={search.payment}
        onChange={(payment) => change({ payment })}
        chips={[
          { value: undefined, label: t('all_of_them'), count: STATES.reduce((sum, state) => sum + countOf(state), 0) },
          ...STATES.map((state) => ({ value: state, label: t(`payment.${state}`), count: countOf(state) })),
        ]}
      />
      {(search.customerId ?? search.supplyId ?? search.runId) !== undefined && (
        <p className="of-muted" style={{ margin: 0 }}>
          {t('invoices.narrowed')} <Link to="/invoices">{t('list.clear')}</Link>
        </p>
      )}
      <QueryView query={list}>
        {({ rows, total, pageSize, states }) =>
          rows.length === 0 ? (
            <EmptyState title={t('list.nothing')} action={<Link to="/invoices">{t('list.clear')}</Link>} />
          ) : (
            <div className="of-stack">
              <div className="of-strip of-muted">
                {states.map(({ state, open, total: sum }) => (
                  <span key={state}>
                    {t(`payment.${state}`)} <Money amount={state === 'paid' ? sum : open} />
                  </span>
                ))}
              </div>
              <InvoiceTable rows={rows} order={search} onOrder={change} />
              <Pager page={search.page} pageSize={pageSize} total={total} onPage={(page) => change({ page })} />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
