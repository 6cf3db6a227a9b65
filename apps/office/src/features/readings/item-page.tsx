import { Button, Textarea } from '@mantine/core';
import {
  applyWorklistItemRoute,
  discardWorklistItemRoute,
  retryWorklistItemRoute,
} from '@sportello/suite/metering/import-api';
import { worklistItemRoute } from '@sportello/suite/metering/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import type { Answer } from '@sportello/ui/client/call';
import { useRead, useWrite } from '@sportello/ui/client/use-route';
import { useProblemSentence } from '@sportello/ui/components/page-states.tsx';
import { Notice, StatusBadge } from '@sportello/ui/components/status-badge.tsx';
import { formatDay } from '@sportello/ui/format/format';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Facts } from '../../parts/facts.tsx';
import { InstantText } from '../../parts/instant.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { RecordQuery } from '../../parts/record-query.tsx';
import { useMay } from '../../shell/session.ts';
import { useReasonWords, useSentenceOf, useWordOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';

type Item = AnswerOf<typeof worklistItemRoute>;

/** Why a record was not used, what it said, and what can be done with it. */
export function WorklistItemPage() {
  const t = useT();
  const { itemId } = useParams({ from: '/inside/readings/items/$itemId' });
  const item = useRead(worklistItemRoute, { itemId });
  return (
    <RecordQuery kind={t('readings.worklist')} query={item}>
      {(value) => <ItemView key={value.itemId} item={value} />}
    </RecordQuery>
  );
}

function ItemView({ item }: { readonly item: Item }) {
  const t = useT();
  const reasonWords = useReasonWords();
  const sentenceOf = useSentenceOf();
  const wordOf = useWordOf();
  const mayAct = useMay(['back_office', 'billing_manager', 'admin']);
  const { reason, facts, pointCode, supplyPointId, fileName, flow, lineNo, createdAt, state } = item;
  const textOf = (value: unknown): string =>
    /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? formatDay(String(value)) : String(value);
  return (
    <Page
      title={reasonWords(reason)}
      above={<Link to="/readings">{t('readings.worklist')}</Link>}
      actions={
        <StatusBadge tone={state === 'open' ? 'warning' : state === 'applied' ? 'success' : 'neutral'}>
          {t(`worklist.state.${state}`)}
        </StatusBadge>
      }
    >
      <Notice tone={state === 'open' ? 'warning' : 'info'}>{sentenceOf(reason, { pointCode, ...facts })}</Notice>
      <div className="of-columns">
        <Card title={t('worklist.facts')}>
          <Facts
            facts={[
              [
                t('point.code'),
                supplyPointId === null ? (
                  pointCode
                ) : (
                  <Link key="point" to="/supply-points/$supplyPointId" params={{ supplyPointId }}>
                    {pointCode}
                  </Link>
                ),
              ],
              ...Object.entries(facts)
                .filter(([name]) => name !== 'pointCode')
                .map(([name, value]) => [wordOf(name), textOf(value)] as const),
              [t('file'), t('worklist.line', { file: fileName, line: lineNo })],
              [t('files.flow'), flow],
              [t('worklist.since'), <InstantText key="since" at={createdAt} />],
              [t('worklist.note'), item.note],
              [t('worklist.closed_by'), item.closedBy],
              [
                t('worklist.closed_at'),
                item.closedAt === null ? null : <InstantText key="closed" at={item.closedAt} />,
              ],
            ]}
          />
        </Card>
        {state === 'open' && mayAct && (
          <Card title={t('worklist.actions')}>
            <Actions item={item} />
          </Card>
        )}
      </div>
      <Card title={t('worklist.record')}>
        <pre className="of-record">{JSON.stringify(item.record, null, 2)}</pre>
      </Card>
    </Page>
  );
}

function Actions({ item }: { readonly item: Item }) {
  const t = useT();
  const sentenceOf = useSentenceOf();
  const problemSentence = useProblemSentence();
  const { itemId } = item;
  const [retry, apply, discard] = [
    useWrite(retryWorklistItemRoute),
    useWrite(applyWorklistItemRoute),
    useWrite(discardWorklistItemRoute),
  ];
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const isNoted = note.trim().length >= 3;
  const show = (answer: Answer<typeof applyWorklistItemRoute> | Answer<typeof discardWorklistItemRoute>) => {
    if (answer.ok) setProblem(null);
    else
      setProblem(
        answer.problem.kind === 'refusal'
          ? sentenceOf(answer.problem.code, answer.problem.facts)
          : problemSentence(answer.problem),
      );
  };
  return (
    <div className="of-stack">
      {problem !== null && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <p className="of-muted" style={{ margin: 0 }}>
        {t('worklist.retry_words')}
      </p>
      <div>
        <Button loading={retry.isSending} onClick={async () => show(await retry.send({ itemId }))}>
          {t('worklist.retry')}
        </Button>
      </div>
      <Textarea
        label={t('worklist.note_label')}
        description={t('worklist.note_hint')}
        maxLength={500}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="of-row">
        {item.reason === 'metering.implausible' && (
          <Button
            variant="outline"
            disabled={!isNoted}
            loading={apply.isSending}
            onClick={async () => show(await apply.send({ itemId, note: note.trim() }))}
          >
            {t('worklist.apply')}
          </Button>
        )}
        <Button
          variant="outline"
          disabled={!isNoted}
          loading={discard.isSending}
          onClick={async () => show(await discard.send({ itemId, note: note.trim() }))}
        >
          {t('worklist.discard')}
        </Button>
      </div>
    </div>
  );
}
