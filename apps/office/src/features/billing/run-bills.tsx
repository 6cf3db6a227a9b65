import { runBillsRoute } from '@sportello/suite/billing/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import { Money, Quantity } from '@sportello/ui/components/values.tsx';
import { groupByFour } from '@sportello/ui/format/format';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type Column, ListTable, Pager } from '../../parts/list-table.tsx';
import { Card } from '../../parts/page.tsx';
import { CommodityLabel } from '../../parts/states.tsx';
import { useSentenceOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';
import { shortOf } from './short-of.ts';

type Bill = AnswerOf<typeof runBillsRoute>['bills'][number];

/** The bills of the run, largest first; one cause of warning alone when asked. */
export function RunBills({ runId, isLive }: { readonly runId: string; readonly isLive: boolean }) {
  const t = useT();
  const sentenceOf = useSentenceOf();
  const search = useSearch({ from: '/inside/billing/runs/$runId' });
  const navigate = useNavigate({ from: '/billing/runs/$runId' });
  const page = Math.max(1, Number(search.page ?? '1') || 1);
  const bills = useRead(
    runBillsRoute,
    { runId, page, ...(search.warning !== undefined && { warning: search.warning }) },
    isLive ? { refetchEveryMs: 5_000 } : {},
  );
  const columns: readonly Column<Bill>[] = [
    {
      key: 'point',
      header: t('point'),
      cell: ({ supplyPointId, pointCode }) => (
        <Link to="/supply-points/$supplyPointId" params={{ supplyPointId }}>
          {groupByFour(pointCode)}
        </Link>
      ),
    },
    {
      key: 'customer',
      header: t('customer'),
      cell: ({ customerId, customerName }) => (
        <Link to="/customers/$customerId" params={{ customerId }}>
          {customerName}
        </Link>
      ),
    },
    {
      key: 'commodity',
      header: t('commodity'),
      isWide: true,
      cell: ({ commodity }) => <CommodityLabel commodity={commodity} />,
    },
    {
      key: 'consumption',
      header: t('consumption'),
      isNumber: true,
      isWide: true,
      cell: ({ consumption, commodity }) => (
        <Quantity quantity={consumption} unit={commodity === 'gas' ? 'Smc' : 'kWh'} />
      ),
    },
    {
      key: 'origin',
      header: t('bill.origin'),
      isWide: true,
      cell: ({ consumptionOrigin, recalculatedFrom }) =>
        recalculatedFrom === null
          ? t(`origin.${consumptionOrigin}`)
          : t('bill.true_up', { origin: t(`origin.${consumptionOrigin}`) }),
    },
    {
      key: 'warnings',
      header: t('warnings.cause'),
      isWide: true,
      cell: ({ warnings }) => warnings.map((code) => shortOf(sentenceOf(code))).join(', '),
    },
    { key: 'total', header: t('amount'), isNumber: true, cell: ({ total }) => <Money amount={total} /> },
  ];
  const goTo = (next: number) =>
    void navigate({ search: (before) => ({ ...before, page: String(next) }), replace: true, resetScroll: false });
  return (
    <div id="bills">
      <QueryView query={bills} lines={2}>
        {({ bills: rows, total, pageSize }) => (
          <Card
            title={t('bills.title', { count: total })}
            isFlush={rows.length > 0}
            actions={
              search.warning === undefined ? undefined : (
                <Link to="/billing/runs/$runId" params={{ runId }} search={{}}>
                  {t('bills.all')}
                </Link>
              )
            }
          >
            {rows.length === 0 ? (
              <p className="of-muted">{t('bills.empty')}</p>
            ) : (
              <>
                <ListTable
                  caption={t('bills.title', { count: total })}
                  columns={columns}
                  rows={rows}
                  rowKey={({ billId }) => billId}
                />
                <div style={{ padding: 12 }}>
                  <Pager page={page} pageSize={pageSize} total={total} onPage={goTo} />
                </div>
              </>
            )}
          </Card>
        )}
      </QueryView>
    </div>
  );
}
