import { Button } from '@mantine/core';
import { listRunsRoute } from '@sportello/suite/billing/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Pager } from '../../parts/list-table.tsx';
import { Page } from '../../parts/page.tsx';
import { useMay } from '../../shell/session.ts';
import { useT } from '../../words/words.ts';
import { RunTable } from './run-table.tsx';

export function RunsPage() {
  const t = useT();
  const search = useSearch({ from: '/inside/billing/runs' });
  const navigate = useNavigate({ from: '/billing/runs' });
  const mayRun = useMay(['billing_manager', 'admin']);
  const list = useRead(listRunsRoute, search, { refetchEveryMs: 10_000 });
  const open = mayRun ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/billing/runs/new' })}>
      {t('run.new')}
    </Button>
  ) : undefined;
  return (
    <Page title={t('runs.title')} actions={open}>
      <QueryView query={list}>
        {({ runs, total, pageSize }) =>
          runs.length === 0 ? (
            <EmptyState title={t('runs.empty')} action={open}>
              {t('runs.empty_words')}
            </EmptyState>
          ) : (
            <div className="of-stack">
              <RunTable caption={t('runs.title')} runs={runs} />
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
