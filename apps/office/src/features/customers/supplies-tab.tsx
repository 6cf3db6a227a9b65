import { customerSuppliesRoute } from '@sportello/suite/contracts/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate } from '@sportello/ui/components/values.tsx';
import { groupByFour } from '@sportello/ui/format/format';
import { Link } from '@tanstack/react-router';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { CommodityLabel, SupplyBadge } from '../../parts/states.tsx';
import { useT } from '../../words/words.ts';

type Supply = AnswerOf<typeof customerSuppliesRoute>['rows'][number];

export function SuppliesTab({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const supplies = useRead(customerSuppliesRoute, { customerId });
  return (
    <QueryView query={supplies}>
      {({ rows }) =>
        rows.length === 0 ? <EmptyState title={t('supplies.empty')} /> : <SupplyTable rows={rows} isFull />
      }
    </QueryView>
  );
}

export function SupplyTable({ rows, isFull = false }: { readonly rows: readonly Supply[]; readonly isFull?: boolean }) {
  const t = useT();
  const columns: readonly Column<Supply>[] = [
    {
      key: 'point',
      header: t('point'),
      cell: ({ supplyPointId, pointCode }) => (
        <Link to="/supply-points/$supplyPointId" params={{ supplyPointId }}>
          {groupByFour(pointCode)}
        </Link>
      ),
    },
    { key: 'commodity', header: t('commodity'), cell: ({ commodity }) => <CommodityLabel commodity={commodity} /> },
    {
      key: 'where',
      header: t('address'),
      isWide: true,
      cell: ({ alias, street, city }) => `${alias === '' ? '' : `${alias}, `}${street}, ${city}`,
    },
    { key: 'offer', header: t('offer'), cell: ({ offerName }) => offerName },
    { key: 'state', header: t('state'), cell: ({ state }) => <SupplyBadge state={state} /> },
  ];
  const more: readonly Column<Supply>[] = [
    {
      key: 'contract',
      header: t('contract'),
      isWide: true,
      cell: ({ contractNumber }) => <span className="of-code">{contractNumber}</span>,
    },
    { key: 'from', header: t('supply.from'), isWide: true, cell: ({ startsOn }) => <CivilDate day={startsOn} /> },
    {
      key: 'to',
      header: t('supply.to'),
      isWide: true,
      cell: ({ endsOnExclusive }) => (endsOnExclusive === null ? '–' : <CivilDate day={endsOnExclusive} />),
    },
    {
      key: 'payment',
      header: t('supply.payment'),
      isWide: true,
      cell: ({ paymentMethod }) => t(`payment_method.${paymentMethod}`),
    },
  ];
  return (
    <ListTable
      caption={t('customer.tab.supplies')}
      columns={isFull ? [...columns, ...more] : columns}
      rows={rows}
      rowKey={({ supplyId }) => supplyId}
      rowClass={({ state }) => (state === 'ended' ? 'of-faded' : undefined)}
    />
  );
}
