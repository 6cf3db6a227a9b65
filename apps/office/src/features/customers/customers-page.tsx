import { customersRoute } from '@sportello/suite/parties/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate } from '@sportello/ui/components/values.tsx';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Chips, SearchBox } from '../../parts/filters.tsx';
import { type Column, ListTable, Pager } from '../../parts/list-table.tsx';
import { Page } from '../../parts/page.tsx';
import { useT } from '../../words/words.ts';

type Row = AnswerOf<typeof customersRoute>['rows'][number];
type Sort = 'name' | 'code' | 'city' | 'since';

export function CustomersPage() {
  const t = useT();
  const search = useSearch({ from: '/inside/customers' });
  const navigate = useNavigate({ from: '/customers' });
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...changes }), replace: true });
  const list = useRead(customersRoute, search);
  const columns: readonly Column<Row, Sort>[] = [
    {
      key: 'name',
      header: t('customer.name'),
      sort: 'name',
      cell: ({ customerId, name }) => (
        <Link to="/customers/$customerId" params={{ customerId }}>
          {name}
        </Link>
      ),
    },
    { key: 'code', header: t('customer.code'), sort: 'code', cell: ({ code }) => code },
    { key: 'kind', header: t('customer.kind'), isWide: true, cell: ({ kind }) => t(`customer.kind.${kind}`) },
    { key: 'city', header: t('place'), sort: 'city', cell: ({ city, province }) => `${city} (${province})` },
    {
      key: 'since',
      header: t('customer.since'),
      sort: 'since',
      isWide: true,
      cell: ({ since }) => <CivilDate day={since} />,
    },
  ];
  return (
    <Page title={t('place.customers')}>
      <div className="of-row">
        <SearchBox label={t('customers.search')} value={search.q} onChange={(q) => change({ q })} />
        <Chips
          label={t('customer.kind')}
          value={search.kind}
          onChange={(kind) => change({ kind })}
          chips={[
            { value: undefined, label: t('all') },
            { value: 'person', label: t('customers.people') },
            { value: 'company', label: t('customers.companies') },
          ]}
        />
      </div>
      <QueryView query={list}>
        {({ rows, total, pageSize }) =>
          rows.length === 0 ? (
            <EmptyState title={t('list.nothing')} action={<Link to="/customers">{t('list.clear')}</Link>}>
              {t('customers.empty_words')}
            </EmptyState>
          ) : (
            <div className="of-stack">
              <ListTable
                caption={t('place.customers')}
                columns={columns}
                rows={rows}
                rowKey={({ customerId }) => customerId}
                order={search}
                onOrder={change}
              />
              <Pager page={search.page} pageSize={pageSize} total={total} onPage={(page) => change({ page })} />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
