import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { signInRoute } from '@sportello/suite/portal-accounts/api';
import { useWrite } from '@sportello/ui/client/use-route';
import { ErrorSummary, type FieldMistake, mistakeOf } from '@sportello/ui/components/error-summary.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useProblem, useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';
import { useEnter } from '../../shell/session.ts';

export function LoginPage() {
  const t = useT();
  const problemSentence = useProblem();
  const { back } = useSearch({ from: '/guest/login' });
  const signIn = useWrite(signInRoute);
  const enter = useEnter();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = [
      ...(userName.trim() === '' ? [{ fieldId: 'userName', sentence: t('login.user_name.missing') }] : []),
      ...(password === '' ? [{ fieldId: 'password', sentence: t('login.password.missing') }] : []),
    ];
    if (missing.length > 0) return setMistakes(missing);
    const answer = await signIn.send({ userName: userName.trim(), password });
    if (answer.ok) return enter(answer.value, back);
    return setMistakes([{ fieldId: 'userName', sentence: problemSentence(answer.problem) }]);
  };

  return (
    <Page title={t('login.title')} narrow hasMistakes={mistakes.length > 0}>
      {back !== undefined && mistakes.length === 0 && <Notice tone="info">{t('login.back')}</Notice>}
      <ErrorSummary mistakes={mistakes} />
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
          <PasswordInput
            id="password"
            label={t('login.password')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={mistakeOf(mistakes, 'password')}
            visibilityToggleButtonProps={{ 'aria-label': t('login.show_password'), tabIndex: 0 }}
          />
          <Button type="submit" size="lg" loading={signIn.isSending}>
            {t('login.action')}
          </Button>
        </Stack>
      </form>
      <Link to="/recover" className="row-link">
        {t('login.recover')}
      </Link>
      <Link to="/first-access" className="row-link">
        {t('login.first')}
      </Link>
    </Page>
  );
}
