import { Button } from '@mantine/core';
import { confirmEmailRoute } from '@sportello/suite/portal-accounts/api';
import type { Problem } from '@sportello/ui/client/call';
import { useWrite } from '@sportello/ui/client/use-route';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useProblem, useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';
import { useEnter } from '../../shell/session.ts';

/** The link of the e-mail. Entering needs a press: mail scanners that follow links must not use it up. */
export function ConfirmPage() {
  const t = useT();
  const problemSentence = useProblem();
  const { token } = useParams({ from: '/guest/confirm/$token' });
  const confirm = useWrite(confirmEmailRoute);
  const enter = useEnter();
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async () => {
    const answer = await confirm.send({ token });
    if (answer.ok) return enter(answer.value);
    return setProblem(answer.problem);
  };

  if (problem !== null && problem.kind === 'refusal') {
    return (
      <Page key="refused" isStep title={t('confirm.refused')} narrow>
        <Notice tone="warning">{problemSentence(problem)}</Notice>
        <Link to="/login" className="row-link">
          {t('confirm.login')}
        </Link>
        <Link to="/first-access" className="row-link">
          {t('confirm.again')}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={t('confirm.title')} narrow>
      {problem !== null && (
        <Notice tone="danger" live>
          {problemSentence(problem)}
        </Notice>
      )}
      <p>{t('confirm.text')}</p>
      <Button size="lg" className="full-on-phone" onClick={submit} loading={confirm.isSending}>
        {t('confirm.action')}
      </Button>
    </Page>
  );
}
