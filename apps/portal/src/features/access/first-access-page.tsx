import { Button } from '@mantine/core';
import type { AnswerOf } from '@sportello/suite/platform/route';
import {
  checkHolderRoute,
  checkWebCodeRoute,
  registerAccountRoute,
  resendConfirmationRoute,
} from '@sportello/suite/portal-accounts/api';
import type { Problem } from '@sportello/ui/client/call';
import { useWrite } from '@sportello/ui/client/use-route';
import { ErrorSummary, type FieldMistake } from '@sportello/ui/components/error-summary.tsx';
import { IconArrowLeft } from '@sportello/ui/components/icons';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { formatInstant } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type SentenceKey, useProblem, useT } from '../../sentences/index.js';
import { Page, useCompany } from '../../shell/page.tsx';
import type { Draft, Holder, StepProps } from './first-access-draft.ts';
import { CheckStep, CodeStep, CredentialsStep, EmailStep, HolderStep } from './first-access-steps.tsx';

const STEPS = ['code', 'holder', 'email', 'credentials', 'check'] as const;
type Step = (typeof STEPS)[number];
const TITLES = {
  code: 'first.code.title',
  holder: 'first.holder.title',
  email: 'first.email.title',
  credentials: 'first.credentials.title',
  check: 'first.check.title',
} as const satisfies Record<Step, SentenceKey>;

/** Refusals after which this journey cannot go on: each is a page with another way. */
type DeadEnd = {
  readonly title: Extract<SentenceKey, `first.dead.${'expired' | 'replaced' | 'used' | 'blocked'}`>;
  readonly recover: boolean;
};
const DEAD_ENDS: Readonly<Record<string, DeadEnd>> = {
  'portal_accounts.web_code_expired': { title: 'first.dead.expired', recover: false },
  'portal_accounts.web_code_replaced': { title: 'first.dead.replaced', recover: false },
  'portal_accounts.web_code_used': { title: 'first.dead.used', recover: true },
  'portal_accounts.account_exists': { title: 'first.dead.used', recover: true },
  'portal_accounts.web_code_blocked': { title: 'first.dead.blocked', recover: false },
};
/** Where a refusal of the last step sends the person back to. */
const PLACE_OF: Readonly<Record<string, { readonly step: Step; readonly fieldId: keyof Draft }>> = {
  'portal_accounts.web_code_wrong': { step: 'code', fieldId: 'webCode' },
  'portal_accounts.holder_code_wrong': { step: 'holder', fieldId: 'holderCode' },
  'portal_accounts.user_name_malformed': { step: 'credentials', fieldId: 'userName' },
  'portal_accounts.user_name_taken': { step: 'credentials', fieldId: 'userName' },
  'access.password_too_short': { step: 'credentials', fieldId: 'password' },
  'access.password_too_long': { step: 'credentials', fieldId: 'password' },
  'access.password_too_common': { step: 'credentials', fieldId: 'password' },
  'portal_accounts.security_question_missing': { step: 'credentials', fieldId: 'securityQuestion' },
  'portal_accounts.security_answer_too_short': { step: 'credentials', fieldId: 'securityAnswer' },
};

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const EMPTY: Draft = {
  webCode: '',
  holderCode: '',
  email: '',
  userName: '',
  password: '',
  securityQuestion: '',
  securityAnswer: '',
};

/** First access with the web code of the bill: one question per page, then check, then the message that confirms. */
export function FirstAccessPage() {
  const t = useT();
  const problemSentence = useProblem();
  const { language } = useLanguage();
  const [step, setStep] = useState<Step>('code');
  const [draft, setDraft] = useState(EMPTY);
  const [holder, setHolder] = useState<Holder | null>(null);
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);
  const [deadEnd, setDeadEnd] = useState<Extract<Problem, { kind: 'refusal' }> | null>(null);
  const [sent, setSent] = useState<AnswerOf<typeof registerAccountRoute> | null>(null);
  const checkCode = useWrite(checkWebCodeRoute);
  const checkHolder = useWrite(checkHolderRoute);
  const register = useWrite(registerAccountRoute);
  const isSending = checkCode.isSending || checkHolder.isSending || register.isSending;

  const goTo = (next: Step) => {
    setMistakes([]);
    setStep(next);
  };
  const refused = (problem: Problem, fieldId: keyof Draft) => {
    if (problem.kind === 'refusal' && problem.code in DEAD_ENDS) return setDeadEnd(problem);
    const place = problem.kind === 'refusal' ? PLACE_OF[problem.code] : undefined;
    if (place !== undefined) setStep(place.step);
    return setMistakes([{ fieldId: place?.fieldId ?? fieldId, sentence: problemSentence(problem) }]);
  };
  const { webCode, holderCode, email, userName, password, securityQuestion, securityAnswer } = draft;

  const missingIn: Readonly<Record<Step, () => readonly FieldMistake[]>> = {
    code: () => (webCode.trim() === '' ? [{ fieldId: 'webCode', sentence: t('first.code.missing') }] : []),
    holder: () => (holderCode.trim() === '' ? [{ fieldId: 'holderCode', sentence: t('first.holder.missing') }] : []),
    email: () => (EMAIL.test(email.trim()) ? [] : [{ fieldId: 'email', sentence: t('first.email.missing') }]),
    credentials: () => [
      ...(userName.trim().length < 3 ? [{ fieldId: 'userName', sentence: t('credentials.user_name.missing') }] : []),
      ...(password === '' ? [{ fieldId: 'password', sentence: t('credentials.password.missing') }] : []),
      ...(holder?.securityQuestion === 'required' && securityQuestion === ''
        ? [{ fieldId: 'securityQuestion', sentence: t('first.question.missing') }]
        : []),
      ...(securityQuestion !== '' && securityAnswer.trim() === ''
        ? [{ fieldId: 'securityAnswer', sentence: t('first.answer.missing') }]
        : []),
    ],
    check: () => [],
  };
  const onward: Readonly<Record<Step, () => Promise<void>>> = {
    code: async () => {
      const answer = await checkCode.send({ webCode });
      return answer.ok ? goTo('holder') : refused(answer.problem, 'webCode');
    },
    holder: async () => {
      const answer = await checkHolder.send({ webCode, holderCode });
      if (!answer.ok) return refused(answer.problem, 'holderCode');
      setHolder(answer.value);
      return goTo('email');
    },
    email: async () => goTo('credentials'),
    credentials: async () => goTo('check'),
    check: async () => {
      const question = securityQuestion === '' ? {} : { securityQuestion, securityAnswer };
      const answer = await register.send({
        webCode,
        holderCode,
        email: email.trim(),
        userName: userName.trim(),
        password,
        language,
        ...question,
      });
      return answer.ok ? setSent(answer.value) : refused(answer.problem, 'email');
    },
  };

  if (deadEnd !== null) return <DeadEndPage problem={deadEnd} />;
  if (sent !== null) return <SentPage sent={sent} draft={draft} />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = missingIn[step]();
    if (missing.length > 0) return setMistakes(missing);
    return void onward[step]();
  };
  const number = STEPS.indexOf(step) + 1;
  const before = STEPS[number - 2];
  const stepProps: StepProps = { draft, mistakes, holder, change: (part) => setDraft({ ...draft, ...part }) };
  const fields: Readonly<Record<Step, ReactNode>> = {
    code: <CodeStep {...stepProps} />,
    holder: <HolderStep {...stepProps} />,
    email: <EmailStep {...stepProps} />,
    credentials: <CredentialsStep {...stepProps} />,
    check: <CheckStep draft={draft} holder={holder} onChange={goTo} />,
  };
  return (
    <Page
      key={step}
      isStep
      title={t(TITLES[step])}
      narrow
      hasMistakes={mistakes.length > 0}
      above={
        <div className="card-head">
          {before === undefined ? (
            <span />
          ) : (
            <Button variant="subtle" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={() => goTo(before)}>
              {t('action.back')}
            </Button>
          )}
          <span className="quiet">{t('first.step', { number, count: STEPS.length })}</span>
        </div>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <form onSubmit={submit} noValidate className="sp-card">
        {fields[step]}
        <Button type="submit" size="lg" mt="md" className="full-on-phone" loading={isSending}>
          {step === 'check' ? t('first.check.action') : t('action.continue')}
        </Button>
      </form>
      {step === 'code' && (
        <Link to="/login" className="row-link">
          {t('first.have_account')}
        </Link>
      )}
    </Page>
  );
}

function DeadEndPage({ problem }: { readonly problem: Extract<Problem, { kind: 'refusal' }> }) {
  const t = useT();
  const problemSentence = useProblem();
  const company = useCompany();
  const end = DEAD_ENDS[problem.code];
  return (
    <Page title={t(end?.title ?? 'first.dead.blocked')} narrow>
      <Notice tone="warning">{problemSentence(problem)}</Notice>
      {end?.recover === true ? (
        <>
          <Button component={Link} to="/login" size="lg" className="full-on-phone">
            {t('door.login.action')}
          </Button>
          <Link to="/recover" className="row-link">
            {t('login.recover')}
          </Link>
        </>
      ) : (
        <Button size="lg" className="full-on-phone" variant="outline" onClick={() => location.reload()}>
          {t('first.dead.again')}
        </Button>
      )}
      {company.data !== undefined && <p>{t('first.dead.call', { phone: company.data.phone })}</p>}
    </Page>
  );
}

function SentPage({ sent, draft }: { readonly sent: AnswerOf<typeof registerAccountRoute>; readonly draft: Draft }) {
  const t = useT();
  const { language } = useLanguage();
  const problemSentence = useProblem();
  const resend = useWrite(resendConfirmationRoute);
  const [outcome, setOutcome] = useState<{ readonly tone: 'success' | 'warning'; readonly sentence: string } | null>(
    null,
  );
  const sendAgain = async () => {
    const answer = await resend.send({ webCode: draft.webCode, holderCode: draft.holderCode });
    setOutcome(
      answer.ok
        ? { tone: 'success', sentence: t('first.sent.again_done') }
        : { tone: 'warning', sentence: problemSentence(answer.problem) },
    );
  };
  return (
    <Page title={t('first.sent.title')} narrow>
      <Notice tone="success">{t('first.sent.text', { address: sent.sentTo })}</Notice>
      <p>{t('first.sent.next', { until: formatInstant(sent.linkExpiresAt, language) })}</p>
      {outcome !== null && (
        <Notice tone={outcome.tone} live>
          {outcome.sentence}
        </Notice>
      )}
      <Button variant="outline" className="full-on-phone" onClick={sendAgain} loading={resend.isSending}>
        {t('first.sent.again')}
      </Button>
    </Page>
  );
}
