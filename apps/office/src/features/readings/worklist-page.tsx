import { worklistRoute } from '@sportello/suite/metering/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Chips } from '../../parts/filters.tsx';
import { InstantText } from '../../parts/instant.tsx';
import { type Column, ListTable, Pager } from '../../parts/list-table.tsx';
import { Page } from '../../parts/page.tsx';
import { useReasonWords, useSentenceOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';
import { ReadingsTabs } from './readings-tabs.tsx';

type Item = AnswerOf<typeof worklistRoute>['rows'][number];
const STATES = ['open', 'applied', 'discarded'] as const;

/** What the imports could not use, with the reason in words. */
export function WorklistPage() {
  const t = useT();
  const reasonWords = useReasonWords();
  const sentenceOf = useSentenceOf();
  const search = useSearch({ from: '/inside/readings' });
  const navigate = useNavigate({ from: '/readings' });
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...changes }), replace: true });
  const list = useRead(worklistRoute, search);
  const columns: readonly Column<Item>[] = [
    {
      key: 'reason',
      header: t('worklist.reason'),
      cell: ({ itemId, reason }) => (
        <Link to="/readings/items/$itemId" params={{ itemId }}>
          {reasonWords(reason)}
        </Link>
      ),
    },
    {
      key: 'point',
      header: t('point.code'),
      cell: ({ pointCode, supplyPointId }) =>
        supplyPointId === null ? (
          pointCode
        ) : (
          <Link to="/supply-points/$supplyPointId" params={{ supplyPointId }}>
            {pointCode}
          </Link>
        ),
    },
    {
      key: 'words',
      header: t('worklist.words'),
      isWide: true,
      cell: ({ reason, facts, pointCode }) => sentenceOf(reason, { pointCode, ...facts }),
    },
    {
      key: 'file',
      header: t('file'),
      isWide: true,
      cell: ({ fileName, lineNo }) => t('worklist.line', { file: fileName, line: lineNo }),
    },
    {
      key: 'since',
      header: t('worklist.since'),
      isWide: true,
      cell: ({ createdAt }) => <InstantText at={createdAt} />,
    },
  ];
  return (
    <Page title={t('place.readings')}>
      <ReadingsTabs />
      <Chips
        label={t('state')}
        value={search.state}
        onChange={(state) => change({ state: state ?? 'open', reason: undefined })}
        chips={STATES.map((state) => ({ value: state, label: t(`worklist.state.${state}`) }))}
      />
      <QueryView query={list}>
        {({ rows, total, pageSize, reasons }) => (
          <div className="of-stack">
            {reasons.length > 1 && (
              <Chips
                label={t('worklist.reason')}
                value={search.reason}
                onChange={(reason) => change({ reason })}
                chips={[
                  { value: undefined, label: t('worklist.every_reason') },
                  ...reasons.map(({ reason, count }) => ({ value: reason, label: reasonWords(reason), count })),
                ]}
              />
            )}
            {rows.length === 0 ? (
              <EmptyState title={t(search.state === 'open' ? 'worklist.done' : 'list.nothing')}>
                {search.state === 'open' ? t('worklist.done_words') : undefined}
              </EmptyState>
            ) : (
              <>
                <ListTable
                  caption={t('readings.worklist')}
                  columns={columns}
                  rows={rows}
                  rowKey={({ itemId }) => itemId}
                />
                <Pager page={search.page} pageSize={pageSize} total={total} onPage={(page) => change({ page })} />
              </>
            )}
          </div>
        )}
      </QueryView>
    </Page>
  );
}
