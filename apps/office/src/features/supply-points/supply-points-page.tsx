import type { AnswerOf } from '@sportello/suite/platform/route';
import { supplyPointsRoute } from '@sportello/suite/supply-points/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Quantity } from '@sportello/ui/components/values.tsx';
import { groupByFour } from '@sportello/ui/format/format';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Chips, SearchBox } from '../../parts/filters.tsx';
import { type Column, ListTable, Pager } from '../../parts/list-table.tsx';
import { Page } from '../../parts/page.tsx';
import { CommodityLabel } from '../../parts/states.tsx';
import { useT } from '../../words/words.ts';

type Row = AnswerOf<typeof supplyPointsRoute>['rows'][number];

export function SupplyPointsPage() {
  const t = useT();
  const search = useSearch({ from: '/inside/supply-points' });
  const navigate = useNavigate({ from: '/supply-points' });
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...changes }), replace: true });
  const list = useRead(supplyPointsRoute, search);
  const columns: readonly Column<Row, 'code' | 'city'>[] = [
    {
      key: 'code',
      header: t('point.code'),
      sort: 'code',
      cell: ({ supplyPointId, code }) => (
        <Link to="/supply-points/$supplyPointId" params={{ supplyPointId }}>
          {groupByFour(code)}
        </Link>
      ),
    },
    { key: 'commodity', header: t('commodity'), cell: ({ commodity }) => <CommodityLabel commodity={commodity} /> },
    { key: 'street', header: t('address'), isWide: true, cell: ({ street }) => street },
    { key: 'city', header: t('place'), sort: 'city', cell: ({ city, province }) => `${city} (${province})` },
    { key: 'meter', header: t('meter'), isWide: true, cell: ({ serialNumber }) => serialNumber ?? '–' },
    {
      key: 'mode',
      header: t('point.measure_mode'),
      isWide: true,
      cell: ({ measureMode }) => t(`measure_mode.${measureMode}`),
    },
    {
      key: 'annual',
      header: t('point.annual'),
      isNumber: true,
      isWide: true,
      cell: ({ annualConsumption, commodity }) => (
        <Quantity quantity={annualConsumption} unit={commodity === 'gas' ? 'Smc' : 'kWh'} />
      ),
    },
  ];
  return (
    <Page title={t('place.points')}>
      <div className="of-row">
        <SearchBox label={t('points.search')} value={search.q} onChange={(q) => change({ q })} />
        <Chips
          label={t('commodity')}
          value={search.commodity}
          onChange={(commodity) => change({ commodity })}
          chips={[
            { value: undefined, label: t('all') },
            { value: 'electricity', label: t('commodity.electricity') },
            { value: 'gas', label: t('commodity.gas') },
          ]}
        />
      </div>
      <QueryView query={list}>
        {({ rows, total, pageSize }) =>
          rows.length === 0 ? (
            <EmptyState title={t('list.nothing')} action={<Link to="/supply-points">{t('list.clear')}</Link>}>
              {t('points.empty_words')}
            </EmptyState>
          ) : (
            <div className="of-stack">
              <ListTable
                caption={t('place.points')}
                columns={columns}
                rows={rows}
                rowKey={({ supplyPointId }) => supplyPointId}
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
