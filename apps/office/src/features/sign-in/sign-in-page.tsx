import { Button, PasswordInput, TextInput } from '@mantine/core';
import { staffSignInRoute } from '@sportello/suite/access/api';
import { useWrite } from '@sportello/ui/client/use-route';
import { PageHeading } from '@sportello/ui/components/page-heading.tsx';
import { useProblemSentence } from '@sportello/ui/components/page-states.tsx';
import { LanguageSelect } from '@sportello/ui/components/preferences.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { forgetRecent } from '../../shell/recent.ts';
import { backTo } from '../../shell/session.ts';
import { useSentenceOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';

export function SignInPage() {
  const t = useT();
  const { sign, isSending, problem } = useSignIn();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void sign({ userName: userName.trim(), password });
  };
  return (
    <div className="of-sign-in">
      <main className="sp-card" id="content">
        <form onSubmit={submit} className="of-stack" noValidate>
          <PageHeading title={t('sign_in.title')} product={t('product')} hasMistakes={problem !== null} />
          {problem !== null && (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          <TextInput
            label={t('sign_in.user')}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            value={userName}
            onChange={(event) => setUserName(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('sign_in.password')}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show'), tabIndex: 0 }}
          />
          <Button type="submit" loading={isSending} disabled={userName === '' || password === ''}>
            {t('sign_in.submit')}
          </Button>
          <LanguageSelect />
        </form>
      </main>
    </div>
  );
}

function useSignIn() {
  const { back } = useSearch({ from: '/login' });
  const router = useRouter();
  const queries = useQueryClient();
  const sentenceOf = useSentenceOf();
  const problemSentence = useProblemSentence();
  const { send, isSending } = useWrite(staffSignInRoute);
  const [problem, setProblem] = useState<string | null>(null);
  const sign = async (input: { readonly userName: string; readonly password: string }) => {
    setProblem(null);
    const answer = await send(input);
    if (!answer.ok) {
      const { problem: found } = answer;
      setProblem(found.kind === 'refusal' ? sentenceOf(found.code, found.facts) : problemSentence(found));
      return;
    }
    // Another person may have used this window before.
    queries.clear();
    forgetRecent();
    router.history.push(
      backTo(back ?? '').back === undefined ? router.buildLocation({ to: '/' }).href : `/office${back}`,
    );
  };
  return { sign, isSending, problem };
}
