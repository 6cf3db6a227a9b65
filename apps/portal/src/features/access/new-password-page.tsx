import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { completeRecoveryRoute, recoveryQuestionRoute } from '@sportello/suite/portal-accounts/api';
import type { Problem } from '@sportello/ui/client/call';
import { call } from '@sportello/ui/client/call';
import { useWrite } from '@sportello/ui/client/use-route';
import { ErrorSummary, type FieldMistake, mistakeOf } from '@sportello/ui/components/error-summary.tsx';
import { LoadingState } from '@sportello/ui/components/page-states.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useProblem, useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';

/** The recovery link: the security answer when one was set, and a new password. */
export function NewPasswordPage() {
  const t = useT();
  const problemSentence = useProblem();
  const { token } = useParams({ from: '/guest/recover/$token' });
  const question = useQuery({
    queryKey: ['recovery', token],
    queryFn: () => call(recoveryQuestionRoute, { token }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const complete = useWrite(completeRecoveryRoute);
  const [securityAnswer, setAnswer] = useState('');
  const [newPassword, setPassword] = useState('');
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);
  const [deadEnd, setDeadEnd] = useState<Problem | null>(null);
  const [isDone, setDone] = useState(false);

  if (isDone) {
    return (
      <Page key="done" isStep title={t('recover.done.title')} narrow>
        <Notice tone="success">{t('recover.done.text')}</Notice>
        <Button component={Link} to="/login" size="lg" className="full-on-phone">
          {t('door.login.action')}
        </Button>
      </Page>
    );
  }
  if (question.data === undefined)
    return (
      <div className="page page-narrow">
        <LoadingState />
      </div>
    );
  const refused = deadEnd ?? (question.data.ok ? null : question.data.problem);
  if (refused !== null) {
    return (
      <Page key="refused" isStep title={t('recover.refused')} narrow>
        <Notice tone="warning">{problemSentence(refused)}</Notice>
        <Link to="/recover" className="row-link">
          {t('recover.again')}
        </Link>
      </Page>
    );
  }
  const asked = question.data.ok ? question.data.value : { userName: '', securityQuestion: null };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = [
      ...(asked.securityQuestion !== null && securityAnswer.trim() === ''
        ? [{ fieldId: 'securityAnswer', sentence: t('recover.answer.missing') }]
        : []),
      ...(newPassword === '' ? [{ fieldId: 'newPassword', sentence: t('credentials.password.missing') }] : []),
    ];
    if (missing.length > 0) return setMistakes(missing);
    const answer = await complete.send({
      token,
      newPassword,
      ...(asked.securityQuestion === null ? {} : { securityAnswer }),
    });
    if (answer.ok) return setDone(true);
    const { problem } = answer;
    if (
      problem.kind === 'refusal' &&
      (problem.code.startsWith('portal_accounts.link') || problem.code === 'portal_accounts.recovery_blocked')
    )
      return setDeadEnd(problem);
    const isPassword = problem.kind === 'refusal' && problem.code.startsWith('access.password');
    return setMistakes([
      {
        fieldId: isPassword || asked.securityQuestion === null ? 'newPassword' : 'securityAnswer',
        sentence: problemSentence(problem),
      },
    ]);
  };

  return (
    <Page title={t('recover.new.title')} narrow hasMistakes={mistakes.length > 0}>
      <ErrorSummary mistakes={mistakes} />
      <form onSubmit={submit} noValidate className="sp-card">
        <Stack>
          <TextInput label={t('credentials.user_name')} value={asked.userName} readOnly autoComplete="username" />
          {asked.securityQuestion !== null && (
            <TextInput
              id="securityAnswer"
              label={asked.securityQuestion}
              description={t('recover.answer.hint')}
              autoComplete="off"
              value={securityAnswer}
              onChange={(event) => setAnswer(event.currentTarget.value)}
              error={mistakeOf(mistakes, 'securityAnswer')}
            />
          )}
          <PasswordInput
            id="newPassword"
            label={t('credentials.new_password')}
            description={t('credentials.password.hint')}
            autoComplete="new-password"
            value={newPassword}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={mistakeOf(mistakes, 'newPassword')}
            visibilityToggleButtonProps={{ 'aria-label': t('login.show_password'), tabIndex: 0 }}
          />
          <Button type="submit" size="lg" loading={complete.isSending}>
            {t('recover.new.action')}
          </Button>
        </Stack>
      </form>
    </Page>
  );
}
