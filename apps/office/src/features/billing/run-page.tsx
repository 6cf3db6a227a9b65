import { runBillsRoute, runRoute } from '@sportello/suite/billing/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { formatPeriod } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Facts, Figures } from '../../parts/facts.tsx';
import { InstantText } from '../../parts/instant.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { RecordQuery } from '../../parts/record-query.tsx';
import { RunBadge } from '../../parts/states.tsx';
import { useSentenceOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';
import { RunActions } from './run-actions.tsx';
import type { RunAnswer } from './run-answer.ts';
import { RunBills } from './run-bills.tsx';
import { RunParked } from './run-parked.tsx';
import { RunProgress } from './run-progress.tsx';
import { shortOf } from './short-of.ts';

const LIVE = ['computing', 'issuing'];

/** The monitor of a run (W11): where it is, what it made, what waits for a person. */
export function RunPage() {
  const t = useT();
  const { runId } = useParams({ from: '/inside/billing/runs/$runId' });
  const [isLive, setLive] = useState(false);
  const run = useRead(runRoute, { runId }, isLive ? { refetchEveryMs: 1_000 } : {});
  const state = run.data?.run.state;
  const queries = useQueryClient();
  useEffect(() => {
    setLive(state !== undefined && LIVE.includes(state));
    // The bills on screen are those of the state before.
    if (state !== undefined) void queries.invalidateQueries({ queryKey: [runBillsRoute.path] });
  }, [state, queries]);
  return (
    <RecordQuery kind={t('run')} query={run}>
      {(value) => <RunView key={runId} answer={value} />}
    </RecordQuery>
  );
}

function RunView({ answer }: { readonly answer: RunAnswer }) {
  const t = useT();
  const { language } = useLanguage();
  const { run } = answer;
  const {
    number,
    mode,
    commodity,
    periodFrom,
    periodToExclusive,
    state,
    supplies,
    waiting,
    computed,
    parked,
    issued,
    total,
  } = run;
  const kind = commodity === null ? t('commodity.all') : t(`commodity.${commodity}`);
  return (
    <Page
      title={t('run.title', { number })}
      above={<Link to="/billing/runs">{t('runs.title')}</Link>}
      actions={<RunBadge state={state} />}
    >
      <p className="of-muted" style={{ margin: 0 }}>
        {t(`run.mode.${mode}`)}, {kind}, {formatPeriod({ from: periodFrom, toExclusive: periodToExclusive }, language)}
      </p>
      <RunProgress answer={answer} />
      <Figures
        figures={[
          { name: t('run.supplies'), value: supplies, note: t('run.adds_up', { waiting, computed, parked }) },
          { name: t('run.waiting'), value: waiting },
          { name: t('run.computed'), value: computed },
          { name: t('run.parked'), value: parked },
          ...(mode === 'final' ? [{ name: t('run.issued'), value: issued }] : []),
          { name: t('run.total'), value: <Money amount={total} /> },
        ]}
      />
      <RunActions run={run} />
      <Comparison answer={answer} />
      <RunParked parked={answer.parked} />
      <Warnings answer={answer} />
      <RunBills runId={run.runId} isLive={LIVE.includes(state)} />
      <Lots lots={answer.lots} />
      <Card title={t('run.about')}>
        <Facts
          facts={[
            [t('new_run.issueOn'), <CivilDate key="issue" day={run.issueOn} />],
            [t('new_run.dueOn'), <CivilDate key="due" day={run.dueOn} />],
            [t('run.created'), <InstantText key="created" at={run.createdAt} />],
            [t('run.created_by'), run.createdBy === 'demo' ? t('source.demo') : run.createdBy],
            [t('run.computed_at'), run.computedAt === null ? null : <InstantText key="computed" at={run.computedAt} />],
            [t('run.issued_at'), run.issuedAt === null ? null : <InstantText key="issued" at={run.issuedAt} />],
            [
              t('place.invoices'),
              issued === 0 ? null : (
                <Link key="invoices" to="/invoices" search={{ runId: run.runId }}>
                  {t('run.see_invoices', { count: issued })}
                </Link>
              ),
            ],
          ]}
        />
      </Card>
    </Page>
  );
}

/** Simulation and final of the same input give the same amounts: compared bill by bill, by hash. */
function Comparison({ answer }: { readonly answer: RunAnswer }) {
  const t = useT();
  const { counterpart } = answer;
  if (counterpart === null) return null;
  const { runId, number, mode, same, different, onlyHere, onlyThere } = counterpart;
  const isSame = different + onlyHere + onlyThere === 0;
  return (
    <Card title={t('compare.title', { mode: t(`run.mode.${mode}`) })}>
      <div className="of-stack">
        <Notice tone={isSame ? 'success' : 'warning'}>
          {isSame
            ? t('compare.same', { count: same })
            : t('compare.different', { count: different + onlyHere + onlyThere })}
        </Notice>
        <Facts
          facts={[
            [
              t('run'),
              <Link key="run" to="/billing/runs/$runId" params={{ runId }}>
                {number}
              </Link>,
            ],
            [t('compare.equal'), String(same)],
            [t('compare.unequal'), String(different)],
            [t('compare.only_here'), String(onlyHere)],
            [t('compare.only_there'), String(onlyThere)],
          ]}
        />
      </div>
    </Card>
  );
}

function Warnings({ answer }: { readonly answer: RunAnswer }) {
  const t = useT();
  const sentenceOf = useSentenceOf();
  const { warnings, run } = answer;
  if (warnings.length === 0) return null;
  return (
    <Card title={t('warnings.title')} isFlush>
      <ListTable
        caption={t('warnings.title')}
        rows={warnings}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'code',
            header: t('warnings.cause'),
            cell: ({ code }) => (
              <Link to="/billing/runs/$runId" params={{ runId: run.runId }} search={{ warning: code }} hash="bills">
                {shortOf(sentenceOf(code))}
              </Link>
            ),
          },
          { key: 'count', header: t('warnings.count'), isNumber: true, cell: ({ count }) => count },
          { key: 'total', header: t('amount'), isNumber: true, cell: ({ total }) => <Money amount={total} /> },
        ]}
      />
    </Card>
  );
}

function Lots({ lots }: { readonly lots: RunAnswer['lots'] }) {
  const t = useT();
  const columns: readonly Column<RunAnswer['lots'][number]>[] = [
    { key: 'lot', header: t('lot'), cell: ({ lotNo }) => lotNo },
    { key: 'state', header: t('state'), cell: ({ state }) => t(`lot.state.${state}`) },
    { key: 'supplies', header: t('run.supplies'), isNumber: true, cell: ({ supplies }) => supplies },
    { key: 'computed', header: t('run.computed'), isNumber: true, cell: ({ computed }) => computed },
    { key: 'parked', header: t('run.parked'), isNumber: true, cell: ({ parked }) => parked },
    { key: 'total', header: t('amount'), isNumber: true, cell: ({ total }) => <Money amount={total} /> },
    { key: 'attempts', header: t('lot.attempts'), isNumber: true, isWide: true, cell: ({ attempts }) => attempts },
    { key: 'error', header: t('lot.error'), isWide: true, cell: ({ lastError }) => lastError },
  ];
  return (
    <Card title={t('lots.title')} isFlush={lots.length > 0}>
      <ListTable caption={t('lots.title')} columns={columns} rows={lots} rowKey={({ lotNo }) => String(lotNo)} />
    </Card>
  );
}
