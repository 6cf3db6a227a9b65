import { measureFilesRoute } from '@sportello/suite/metering/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { InstantText } from '../../parts/instant.tsx';
import { type Column, ListTable, Pager } from '../../parts/list-table.tsx';
import { Page } from '../../parts/page.tsx';
import { useT } from '../../words/words.ts';
import { ReadingsTabs } from './readings-tabs.tsx';

type Row = AnswerOf<typeof measureFilesRoute>['rows'][number];

export function FilesPage() {
  const t = useT();
  const search = useSearch({ from: '/inside/readings/files' });
  const navigate = useNavigate({ from: '/readings/files' });
  const list = useRead(measureFilesRoute, search);
  const columns: readonly Column<Row>[] = [
    { key: 'name', header: t('file'), cell: ({ name }) => <span style={{ overflowWrap: 'anywhere' }}>{name}</span> },
    { key: 'flow', header: t('files.flow'), cell: ({ flow }) => flow },
    { key: 'readings', header: t('files.readings'), isNumber: true, cell: ({ readings }) => readings },
    { key: 'curves', header: t('files.curves'), isNumber: true, isWide: true, cell: ({ curveDays }) => curveDays },
    { key: 'open', header: t('files.open'), isNumber: true, cell: ({ openItems }) => openItems },
    {
      key: 'size',
      header: t('files.size'),
      isNumber: true,
      isWide: true,
      cell: ({ sizeBytes }) => t('files.kilobytes', { size: Math.ceil(sizeBytes / 1024) }),
    },
    { key: 'at', header: t('files.loaded'), isWide: true, cell: ({ loadedAt }) => <InstantText at={loadedAt} /> },
    { key: 'by', header: t('files.by'), isWide: true, cell: ({ loadedBy }) => loadedBy },
  ];
  return (
    <Page title={t('files.title')}>
      <ReadingsTabs />
      <QueryView query={list}>
        {({ rows, total, pageSize }) =>
          rows.length === 0 ? (
            <EmptyState title={t('files.empty')} action={<Link to="/readings/import">{t('readings.import')}</Link>}>
              {t('files.empty_words')}
            </EmptyState>
          ) : (
            <div className="of-stack">
              <ListTable caption={t('files.title')} columns={columns} rows={rows} rowKey={({ fileId }) => fileId} />
              <Pager
                page={search.page}
                pageSize={pageSize}
                total={total}
                onPage={(page) => void navigate({ search: { page }, replace: true })}
              />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
