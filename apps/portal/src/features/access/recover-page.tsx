import { Button, Stack, TextInput } from '@mantine/core';
import { requestRecoveryRoute } from '@sportello/suite/portal-accounts/api';
import { useWrite } from '@sportello/ui/client/use-route';
import { ErrorSummary, type FieldMistake, mistakeOf } from '@sportello/ui/components/error-summary.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useProblem, useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';

/** Ask for the link; the answer says nothing about who has an account. */
export function RecoverPage() {
  const t = useT();
  const problemSentence = useProblem();
  const recovery = useWrite(requestRecoveryRoute);
  const [userName, setUserName] = useState('');
  const [isSent, setSent] = useState(false);
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (userName.trim() === '') return setMistakes([{ fieldId: 'userName', sentence: t('login.user_name.missing') }]);
    const answer = await recovery.send({ userName: userName.trim() });
    if (answer.ok) return setSent(true);
    return setMistakes([{ fieldId: 'userName', sentence: problemSentence(answer.problem) }]);
  };

  if (isSent) {
    return (
      <Page key="sent" isStep title={t('recover.sent.title')} narrow>
        <Notice tone="success">{t('recover.sent.text')}</Notice>
        <p>{t('recover.sent.nothing')}</p>
        <Link to="/login" className="row-link">
          {t('confirm.login')}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={t('recover.title')} narrow hasMistakes={mistakes.length > 0}>
      <ErrorSummary mistakes={mistakes} />
      <p style={{ margin: 0 }}>{t('recover.text')}</p>
      <form onSubmit={submit} noValidate className="sp-card">
        <Stack>
          <TextInput
            id="userName"
            label={t('login.user_name')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={userName}
            onChange={(event) => setUserName(event.currentTarget.value)}
            error={mistakeOf(mistakes, 'userName')}
          />
          <Button type="submit" size="lg" loading={recovery.isSending}>
            {t('recover.action')}
          </Button>
        </Stack>
      </form>
      <Link to="/login" className="row-link">
        {t('confirm.login')}
      </Link>
    </Page>
  );
}
