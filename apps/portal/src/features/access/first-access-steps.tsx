import { Anchor, NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core';
import { mistakeOf } from '@sportello/ui/components/error-summary.tsx';
import { useT } from '../../sentences/index.js';
import type { Draft, Holder, StepProps } from './first-access-draft.ts';

export function CodeStep({ draft, change, mistakes }: StepProps) {
  const t = useT();
  return (
    <Stack>
      <p style={{ margin: 0 }}>{t('first.code.where')}</p>
      {/* A picture of the place on the bill, told by the sentence above. */}
      <svg viewBox="0 0 320 84" width="320" style={{ maxWidth: '100%' }} aria-hidden="true">
        <rect x="1" y="1" width="318" height="82" rx="8" fill="var(--sp-third)" stroke="var(--sp-border-strong)" />
        <rect x="16" y="16" width="96" height="8" rx="4" fill="var(--sp-border-strong)" />
        <rect x="16" y="32" width="64" height="8" rx="4" fill="var(--sp-border)" />
        <rect
          x="140"
          y="26"
          width="164"
          height="40"
          rx="6"
          fill="var(--sp-surface)"
          stroke="var(--sp-primary)"
          strokeWidth="3"
        />
        <text x="222" y="52" textAnchor="middle" fontSize="15" fontWeight="600" fill="var(--sp-text)">
          {t('first.code.sample')}
        </text>
      </svg>
      <TextInput
        id="webCode"
        label={t('first.code.label')}
        description={t('first.code.hint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={draft.webCode}
        onChange={(event) => change({ webCode: event.currentTarget.value })}
        error={mistakeOf(mistakes, 'webCode')}
      />
    </Stack>
  );
}

export function HolderStep({ draft, change, mistakes }: StepProps) {
  const t = useT();
  return (
    <TextInput
      id="holderCode"
      label={t('first.holder.label')}
      description={t('first.holder.hint')}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      value={draft.holderCode}
      onChange={(event) => change({ holderCode: event.currentTarget.value })}
      error={mistakeOf(mistakes, 'holderCode')}
    />
  );
}

export function EmailStep({ draft, change, mistakes, holder }: StepProps) {
  const t = useT();
  return (
    <Stack>
      {holder !== null && (
        <p style={{ margin: 0 }}>{t('first.email.hello', { name: holder.displayName, code: holder.customerCode })}</p>
      )}
      <TextInput
        id="email"
        type="email"
        label={t('first.email.label')}
        description={t('first.email.hint')}
        autoComplete="email"
        value={draft.email}
        onChange={(event) => change({ email: event.currentTarget.value })}
        error={mistakeOf(mistakes, 'email')}
      />
    </Stack>
  );
}

const QUESTIONS = ['question.school', 'question.pet', 'question.street', 'question.friend', 'question.meal'] as const;

export function CredentialsStep({ draft, change, mistakes, holder }: StepProps) {
  const t = useT();
  const isOptional = holder?.securityQuestion === 'optional';
  const choices = [
    { value: '', label: t('first.question.choose') },
    ...QUESTIONS.map((key) => ({ value: t(key), label: t(key) })),
  ];
  return (
    <Stack>
      <TextInput
        id="userName"
        label={t('credentials.user_name')}
        description={t('credentials.user_name.hint')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={draft.userName}
        onChange={(event) => change({ userName: event.currentTarget.value })}
        error={mistakeOf(mistakes, 'userName')}
      />
      <PasswordInput
        id="password"
        label={t('credentials.password')}
        description={t('credentials.password.hint')}
        autoComplete="new-password"
        value={draft.password}
        onChange={(event) => change({ password: event.currentTarget.value })}
        error={mistakeOf(mistakes, 'password')}
        visibilityToggleButtonProps={{ 'aria-label': t('login.show_password'), tabIndex: 0 }}
      />
      {holder?.securityQuestion !== 'off' && (
        <NativeSelect
          id="securityQuestion"
          label={isOptional ? t('first.question.optional') : t('first.question.label')}
          description={t('first.question.hint')}
          data={choices}
          value={draft.securityQuestion}
          onChange={(event) => change({ securityQuestion: event.currentTarget.value })}
          error={mistakeOf(mistakes, 'securityQuestion')}
        />
      )}
      {draft.securityQuestion !== '' && (
        <TextInput
          id="securityAnswer"
          label={t('first.answer.label')}
          autoComplete="off"
          value={draft.securityAnswer}
          onChange={(event) => change({ securityAnswer: event.currentTarget.value })}
          error={mistakeOf(mistakes, 'securityAnswer')}
        />
      )}
    </Stack>
  );
}

/** What was typed, each with the way back to its page. */
export function CheckStep({
  draft,
  holder,
  onChange,
}: {
  readonly draft: Draft;
  readonly holder: Holder | null;
  readonly onChange: (step: 'email' | 'credentials') => void;
}) {
  const t = useT();
  const rows = [
    {
      label: t('first.check.holder'),
      value: holder === null ? '' : `${holder.displayName}, ${holder.customerCode}`,
      step: null,
    },
    { label: t('first.email.label'), value: draft.email, step: 'email' },
    { label: t('credentials.user_name'), value: draft.userName, step: 'credentials' },
    ...(draft.securityQuestion === ''
      ? []
      : [{ label: t('first.question.label'), value: draft.securityQuestion, step: 'credentials' } as const]),
  ] as const;
  return (
    <ul className="rows">
      {rows.map(({ label, value, step }) => (
        <li key={label} className="row-line">
          <div>
            <div className="quiet">{label}</div>
            <div style={{ overflowWrap: 'anywhere' }}>{value}</div>
          </div>
          {step !== null && (
            <Anchor component="button" type="button" mih={44} onClick={() => onChange(step)}>
              {t('action.change')}
              <span className="sp-only-read">{` ${label}`}</span>
            </Anchor>
          )}
        </li>
      ))}
    </ul>
  );
}
