import { Button, PasswordInput } from '@mantine/core';
import { changeStaffPasswordRoute } from '@sportello/suite/access/api';
import { useWrite } from '@sportello/ui/client/use-route';
import { ErrorSummary, type FieldMistake } from '@sportello/ui/components/error-summary.tsx';
import { useProblemSentence } from '@sportello/ui/components/page-states.tsx';
import { LanguageSelect, SchemeSelect } from '@sportello/ui/components/preferences.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { type FormEvent, useState } from 'react';
import { Facts } from '../../parts/facts.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { useMe } from '../../shell/session.ts';
import { useSentenceOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';

export function AccountPage() {
  const t = useT();
  const me = useMe();
  return (
    <Page title={t('account.title')}>
      <div className="of-columns">
        <div className="of-stack">
          <Card title={t('account.who')}>
            <Facts
              facts={[
                [t('account.name'), me.displayName],
                [t('sign_in.user'), me.userName],
                [t('account.roles'), me.roles.map((role) => t(`role.${role}`)).join(', ')],
                [t('account.company'), me.company.name],
              ]}
            />
          </Card>
          <Card title={t('account.screen')}>
            <div className="of-stack">
              <LanguageSelect />
              <SchemeSelect />
            </div>
          </Card>
        </div>
        <Card title={t('account.password')}>
          <PasswordForm />
        </Card>
      </div>
    </Page>
  );
}

function PasswordForm() {
  const t = useT();
  const { submit, isSending, mistakes, isDone, current, setCurrent, next, setNext } = usePasswordForm();
  const mistakeOf = (fieldId: string) => mistakes.find((mistake) => mistake.fieldId === fieldId)?.sentence;
  const show = { visibilityToggleButtonProps: { 'aria-label': t('sign_in.show'), tabIndex: 0 } };
  return (
    <form onSubmit={submit} className="of-stack" noValidate>
      <ErrorSummary mistakes={mistakes} />
      {isDone && (
        <Notice tone="success" live>
          {t('account.password_changed')}
        </Notice>
      )}
      <PasswordInput
        id="current-password"
        label={t('account.current_password')}
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={mistakeOf('current-password')}
        {...show}
      />
      <PasswordInput
        id="new-password"
        label={t('account.new_password')}
        description={t('account.password_hint')}
        autoComplete="new-password"
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={mistakeOf('new-password')}
        {...show}
      />
      <div>
        <Button type="submit" loading={isSending} disabled={current === '' || next === ''}>
          {t('account.change_password')}
        </Button>
      </div>
    </form>
  );
}

function usePasswordForm() {
  const sentenceOf = useSentenceOf();
  const problemSentence = useProblemSentence();
  const { send, isSending } = useWrite(changeStaffPasswordRoute);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);
  const [isDone, setDone] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    const answer = await send({ currentPassword: current, newPassword: next });
    if (answer.ok) {
      setMistakes([]);
      setCurrent('');
      setNext('');
      setDone(true);
      return;
    }
    const { problem } = answer;
    const isAboutCurrent = problem.kind === 'refusal' && problem.code === 'access.current_password_wrong';
    const sentence = problem.kind === 'refusal' ? sentenceOf(problem.code, problem.facts) : problemSentence(problem);
    setMistakes([{ fieldId: isAboutCurrent ? 'current-password' : 'new-password', sentence }]);
  };
  return { submit, isSending, mistakes, isDone, current, setCurrent, next, setNext };
}
