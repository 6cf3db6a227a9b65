import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { cancelRunRoute, pauseRunRoute, resumeRunRoute } from '@sportello/suite/billing/office-api';
import { issueRunRoute } from '@sportello/suite/invoicing/issue-api';
import type { Problem } from '@sportello/ui/client/call';
import { useWrite } from '@sportello/ui/client/use-route';
import { useProblemSentence } from '@sportello/ui/components/page-states.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { formatEuro } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { useState } from 'react';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../shell/session.ts';
import { useSentenceOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';
import type { RunAnswer } from './run-answer.ts';

/** Pause, go on, cancel, issue: only what the state of the run allows, with the effects named before the two that end it. */
export function RunActions({ run }: { readonly run: RunAnswer['run'] }) {
  const t = useT();
  const { runId, state, mode, parked, computed } = run;
  const mayRun = useMay(['billing_manager', 'admin']);
  const [asked, dialog] = useDisclosure(false);
  const [cancelAsked, cancelDialog] = useDisclosure(false);
  const { act, problem, isSending } = useRunAction();
  if (!mayRun) return null;
  const canResume = state === 'paused' || (state === 'computed' && parked > 0);
  const canIssue = state === 'computed' && mode === 'final' && computed > 0;
  const canCancel = state === 'computing' || state === 'paused' || state === 'computed';
  if (problem === null && !canIssue && !canResume && !canCancel) return null;
  return (
    <div className="of-stack">
      {problem !== null && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <div className="of-row">
        {canIssue && <Button onClick={dialog.open}>{t('run.issue')}</Button>}
        {state === 'computing' && (
          <Button variant="outline" loading={isSending} onClick={() => void act('pause', runId)}>
            {t('run.pause')}
          </Button>
        )}
        {canResume && (
          <Button variant="outline" loading={isSending} onClick={() => void act('resume', runId)}>
            {t(state === 'paused' ? 'run.resume' : 'run.retry_parked')}
          </Button>
        )}
        {canCancel && (
          <Button variant="outline" onClick={cancelDialog.open}>
            {t('run.cancel')}
          </Button>
        )}
      </div>
      <IssueDialog run={run} isOpen={asked} onClose={dialog.close} onIssue={() => void act('issue', runId)} />
      <Modal
        opened={cancelAsked}
        onClose={cancelDialog.close}
        title={t('run.cancel_title', { number: run.number })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className="of-stack">
          <p style={{ margin: 0 }}>{t('run.cancel_words', { count: computed })}</p>
          <div className="of-row">
            <Button
              onClick={() => {
                cancelDialog.close();
                void act('cancel', runId);
              }}
            >
              {t('run.cancel_confirm', { number: run.number })}
            </Button>
            <Button variant="outline" onClick={cancelDialog.close}>
              {t('run.keep')}
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}

function IssueDialog({
  run,
  isOpen,
  onClose,
  onIssue,
}: {
  readonly run: RunAnswer['run'];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onIssue: () => void;
}) {
  const t = useT();
  const { language } = useLanguage();
  const { number, computed, parked, total, issueOn, dueOn } = run;
  const confirm = () => {
    onClose();
    onIssue();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('issue.title', { number })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="of-stack">
        <Facts
          facts={[
            [t('issue.bills'), String(computed)],
            [t('run.total'), <Money key="total" amount={total} />],
            [t('new_run.issueOn'), <CivilDate key="issue" day={issueOn} />],
            [t('new_run.dueOn'), <CivilDate key="due" day={dueOn} />],
            [t('run.parked'), parked === 0 ? null : t('issue.left_out', { count: parked })],
          ]}
        />
        <Notice tone="warning">{t('issue.words')}</Notice>
        <div className="of-row">
          <Button onClick={confirm}>
            {t('issue.confirm', { count: computed, total: formatEuro(total, language) })}
          </Button>
          <Button variant="outline" onClick={onClose}>
            {t('issue.not_now')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function useRunAction() {
  const sentenceOf = useSentenceOf();
  const problemSentence = useProblemSentence();
  const writes = {
    pause: useWrite(pauseRunRoute),
    resume: useWrite(resumeRunRoute),
    cancel: useWrite(cancelRunRoute),
    issue: useWrite(issueRunRoute),
  };
  const [problem, setProblem] = useState<string | null>(null);
  const act = async (verb: keyof typeof writes, runId: string) => {
    const answer = await writes[verb].send({ runId });
    const found: Problem | null = answer.ok ? null : answer.problem;
    if (found === null) setProblem(null);
    else setProblem(found.kind === 'refusal' ? sentenceOf(found.code, found.facts) : problemSentence(found));
  };
  return { act, problem, isSending: Object.values(writes).some(({ isSending }) => isSending) };
}
