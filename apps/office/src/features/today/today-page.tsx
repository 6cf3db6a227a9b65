import { Button } from '@mantine/core';
import { listRunsRoute } from '@sportello/suite/billing/office-api';
import { todayRoute } from '@sportello/suite/crm/office-api';
import { invoicesRoute } from '@sportello/suite/invoicing/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
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
  const mayRun = useMay(['billing_manager', 'admin']);
  const navigate = useNavigate();
  const mayBill = useMay(['billing_manager', 'admin', 'back_office', 'auditor']);
  const today = useRead(todayRoute, {}, { refetchEveryMs: 30_000 });
  return (
    <Page
      title={t('today.title', { name: me.displayName.split(' ')[0] ?? '' })}
      {...(mayRun && {
        actions: (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => void navigate({ to: '/billing/runs/new' })}
          >
            {t('run.new')}
          </Button>
        ),
      })}
    >
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
              <BillFigures />
              {mayBill && <LatestRuns />}
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

/** What customers still owe, and what of it is late. */
function BillFigures() {
  const t = useT();
  const invoices = useRead(invoicesRoute, { q: '', sort: 'issued', direction: 'desc', page: 1 });
  const figure = (payment: 'to_pay' | 'overdue') => {
    const state = invoices.data?.states.find((each) => each.state === payment);
    return {
      name: t(`payment.${payment}`),
      value: (
        <Link to="/invoices" search={{ payment }}>
          <Money amount={state?.open ?? '0.00'} />
        </Link>
      ),
      note: t('today.bills', { count: state?.count ?? 0 }),
    };
  };
  if (invoices.data === undefined) return null;
  return (
    <section aria-label={t('place.invoices')}>
      <Figures figures={[figure('to_pay'), figure('overdue')]} />
    </section>
  );
}

/** Runs that still want somebody; when there is none, the last ones, to compare with. */
function LatestRuns() {
  const t = useT();
  const runs = useRead(listRunsRoute, { page: 1 }, { refetchEveryMs: 10_000 });
  return (
    <QueryView query={runs} lines={1}>
      {({ runs: all }) => {
        const running = all.filter(
          ({ state, mode }) => RUNNING.includes(state) && !(mode === 'simulation' && state === 'computed'),
        );
        const title = t(running.length > 0 ? 'today.runs' : 'today.last_runs');
        const shown = running.length > 0 ? running : all.slice(0, 3);
        return (
          <Card
            title={title}
            isFlush={shown.length > 0}
            actions={<Link to="/billing/runs">{t('today.all_runs')}</Link>}
          >
            {shown.length === 0 ? (
              <p className="of-muted">{t('runs.empty')}</p>
            ) : (
              <RunTable caption={title} runs={shown} />
            )}
          </Card>
        );
      }}
    </QueryView>
  );
}
