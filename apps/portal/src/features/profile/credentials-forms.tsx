import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { changePasswordRoute, changeUserNameRoute } from '@sportello/suite/portal-accounts/api';
import type { Problem } from '@sportello/ui/client/call';
import { useWrite } from '@sportello/ui/client/use-route';
import { ErrorSummary, type FieldMistake, mistakeOf } from '@sportello/ui/components/error-summary.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { type FormEvent, useState } from 'react';
import { useProblem, useT } from '../../sentences/index.js';
import { useMe } from '../../shell/session.ts';

const isAboutCurrent = (problem: Problem): boolean =>
  problem.kind !== 'refusal' ||
  problem.code === 'portal_accounts.current_password_wrong' ||
  problem.code === 'portal_accounts.sign_in_blocked';

export function UserNameForm() {
  const t = useT();
  const problemSentence = useProblem();
  const me = useMe();
  const change = useWrite(changeUserNameRoute);
  const [userName, setUserName] = useState('');
  const [currentPassword, setCurrent] = useState('');
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);
  const [saved, setSaved] = useState<string | null>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const missing = [
      ...(userName.trim() === '' ? [{ fieldId: 'newUserName', sentence: t('credentials.user_name.missing') }] : []),
      ...(currentPassword === '' ? [{ fieldId: 'userNamePassword', sentence: t('login.password.missing') }] : []),
    ];
    if (missing.length > 0) return setMistakes(missing);
    const answer = await change.send({ userName: userName.trim(), currentPassword });
    if (!answer.ok)
      return setMistakes([
        {
          fieldId: isAboutCurrent(answer.problem) ? 'userNamePassword' : 'newUserName',
          sentence: problemSentence(answer.problem),
        },
      ]);
    setMistakes([]);
    setUserName('');
    setCurrent('');
    return setSaved(answer.value.userName);
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {saved !== null && (
          <Notice tone="success" live>
            {t('profile.user_name_saved', { userName: saved })}
          </Notice>
        )}
        <ErrorSummary mistakes={mistakes} />
        <p style={{ margin: 0 }}>{t('profile.user_name_now', { userName: me.data?.userName ?? '' })}</p>
        <TextInput
          id="newUserName"
          label={t('profile.new_user_name')}
          description={t('credentials.user_name.hint')}
          autoComplete="username"
          autoCapitalize="none"
          value={userName}
          onChange={(event) => setUserName(event.currentTarget.value)}
          error={mistakeOf(mistakes, 'newUserName')}
        />
        <PasswordInput
          id="userNamePassword"
          label={t('profile.current_password')}
          autoComplete="current-password"
          value={currentPassword}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={mistakeOf(mistakes, 'userNamePassword')}
          visibilityToggleButtonProps={{ 'aria-label': t('login.show_password'), tabIndex: 0 }}
        />
        <Button type="submit" variant="outline" loading={change.isSending}>
          {t('profile.user_name_save')}
        </Button>
      </Stack>
    </form>
  );
}

export function PasswordForm() {
  const t = useT();
  const problemSentence = useProblem();
  const change = useWrite(changePasswordRoute);
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);
  const [isSaved, setSaved] = useState(false);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const missing = [
      ...(currentPassword === '' ? [{ fieldId: 'currentPassword', sentence: t('login.password.missing') }] : []),
      ...(newPassword === '' ? [{ fieldId: 'newPassword', sentence: t('credentials.password.missing') }] : []),
    ];
    if (missing.length > 0) return setMistakes(missing);
    const answer = await change.send({ currentPassword, newPassword });
    if (!answer.ok)
      return setMistakes([
        {
          fieldId: isAboutCurrent(answer.problem) ? 'currentPassword' : 'newPassword',
          sentence: problemSentence(answer.problem),
        },
      ]);
    setMistakes([]);
    setCurrent('');
    setNew('');
    return setSaved(true);
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {isSaved && (
          <Notice tone="success" live>
            {t('profile.password_saved')}
          </Notice>
        )}
        <ErrorSummary mistakes={mistakes} />
        <PasswordInput
          id="currentPassword"
          label={t('profile.current_password')}
          autoComplete="current-password"
          value={currentPassword}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={mistakeOf(mistakes, 'currentPassword')}
          visibilityToggleButtonProps={{ 'aria-label': t('login.show_password'), tabIndex: 0 }}
        />
        <PasswordInput
          id="newPassword"
          label={t('credentials.new_password')}
          description={t('credentials.password.hint')}
          autoComplete="new-password"
          value={newPassword}
          onChange={(event) => setNew(event.currentTarget.value)}
          error={mistakeOf(mistakes, 'newPassword')}
          visibilityToggleButtonProps={{ 'aria-label': t('login.show_password'), tabIndex: 0 }}
        />
        <Button type="submit" variant="outline" loading={change.isSending}>
          {t('profile.password_save')}
        </Button>
      </Stack>
    </form>
  );
}
