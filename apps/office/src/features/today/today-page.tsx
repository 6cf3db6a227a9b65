import { listRunsRoute } from '@sportello/suite/billing/office-api';
import { todayRoute } from '@sportello/suite/crm/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate } from '@sportello/ui/components/values.tsx';
import { Link } from '@tanstack/react-router';
import { Figures } from '../../parts/facts.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { useMay, useMe } from '../../shell/session.ts';
import { useReasonWords } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';
import { ActivityTable } from '../activities/activity-table.tsx';
import { RunTable } from '../billing/run-table.tsx';

const RUNNING = ['computing', 'paused', 'computed', 'issuing'];

/** What needs somebody, what is running, what came in. */
export function TodayPage() {
  const t = useT();
  const me = useMe();
  const mayBill = useMay(['billing_manager', 'admin', 'back_office', 'auditor']);
  const today = useRead(todayRoute, {}, { refetchEveryMs: 30_000 });
  return (
    <Page title={t('today.title', { name: me.displayName.split(' ')[0] ?? '' })}>
      <QueryView query={today}>
        {({ today: day, worklist, newActivities, messagesToCheck, activities }) => {
          const open = worklist.reduce((sum, { count }) => sum + count, 0);
          return (
            <div className="of-page">
              <p className="of-muted" style={{ margin: 0 }}>
                <CivilDate day={day} inWords />
              </p>
              <Figures
                figures={[
                  {
                    name: t('today.worklist'),
                    value: <Link to="/readings">{open}</Link>,
                    note: open === 0 ? t('today.nothing_to_look_at') : t('today.look_at'),
                  },
                  {
                    name: t('today.activities'),
                    value: (
                      <Link to="/activities" search={{ state: 'new' }}>
                        {newActivities}
                      </Link>
                    ),
                    note: t('today.activities_note'),
                  },
                  {
                    name: t('today.messages'),
                    value: messagesToCheck,
                    note: messagesToCheck === 0 ? t('today.messages_fine') : t('today.messages_note'),
                  },
                ]}
              />
              {worklist.length > 0 && <WorklistReasons worklist={worklist} />}
              {mayBill && <RunsInProgress />}
              <Card
                title={t('today.recent')}
                isFlush={activities.length > 0}
                actions={<Link to="/activities">{t('today.all_activities')}</Link>}
              >
                {activities.length === 0 ? (
                  <p className="of-muted">{t('activities.empty')}</p>
                ) : (
                  <ActivityTable caption={t('today.recent')} rows={activities} />
                )}
              </Card>
            </div>
          );
        }}
      </QueryView>
    </Page>
  );
}

function WorklistReasons({
  worklist,
}: {
  readonly worklist: readonly { readonly reason: string; readonly count: number }[];
}) {
  const t = useT();
  const reasonWords = useReasonWords();
  return (
    <Card title={t('today.reasons')}>
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {worklist.map(({ reason, count }) => (
          <li key={reason}>
            <Link to="/readings" search={{ reason }}>
              {t('today.reason', { count, words: reasonWords(reason) })}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RunsInProgress() {
  const t = useT();
  const runs = useRead(listRunsRoute, { page: 1 }, { refetchEveryMs: 10_000 });
  return (
    <QueryView query={runs} lines={1}>
      {({ runs: all }) => {
        const running = all.filter(
          ({ state, mode }) => RUNNING.includes(state) && !(mode === 'simulation' && state === 'computed'),
        );
        return running.length === 0 ? (
          <EmptyState title={t('today.no_runs')} action={<Link to="/billing/runs">{t('today.all_runs')}</Link>} />
        ) : (
          <Card title={t('today.runs')} isFlush>
            <RunTable caption={t('today.runs')} runs={running} />
          </Card>
        );
      }}
    </QueryView>
  );
}
