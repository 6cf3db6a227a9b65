import type { listRunsRoute } from '@sportello/suite/billing/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { Money } from '@sportello/ui/components/values.tsx';
import { formatPeriod } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link } from '@tanstack/react-router';
import { InstantText } from '../../parts/instant.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { RunBadge } from '../../parts/states.tsx';
import { useT } from '../../words/words.ts';

type Run = AnswerOf<typeof listRunsRoute>['runs'][number];

export function RunTable({ caption, runs }: { readonly caption: string; readonly runs: readonly Run[] }) {
  const t = useT();
  const { language } = useLanguage();
  const columns: readonly Column<Run>[] = [
    {
      key: 'number',
      header: t('run'),
      cell: ({ runId, number }) => (
        <Link to="/billing/runs/$runId" params={{ runId }}>
          {number}
        </Link>
      ),
    },
    { key: 'mode', header: t('run.mode'), cell: ({ mode }) => t(`run.mode.${mode}`) },
    {
      key: 'period',
      header: t('period'),
      isWide: true,
      cell: ({ periodFrom, periodToExclusive }) => (
        <span className="of-code">
          {formatPeriod({ from: periodFrom, toExclusive: periodToExclusive }, language, 'short')}
        </span>
      ),
    },
    {
      key: 'commodity',
      header: t('commodity'),
      isWide: true,
      cell: ({ commodity }) => (commodity === null ? t('commodity.all') : t(`commodity.${commodity}`)),
    },
    { key: 'state', header: t('state'), cell: ({ state }) => <RunBadge state={state} /> },
    { key: 'supplies', header: t('run.supplies'), isNumber: true, isWide: true, cell: ({ supplies }) => supplies },
    { key: 'parked', header: t('run.parked'), isNumber: true, cell: ({ parked }) => parked },
    { key: 'total', header: t('amount'), isNumber: true, cell: ({ total }) => <Money amount={total} /> },
    { key: 'created', header: t('run.created'), isWide: true, cell: ({ createdAt }) => <InstantText at={createdAt} /> },
  ];
  return (
    <ListTable
      caption={caption}
      columns={columns}
      rows={runs}
      rowKey={({ runId }) => runId}
      rowClass={({ state }) => (state === 'cancelled' ? 'of-faded' : undefined)}
    />
  );
}
