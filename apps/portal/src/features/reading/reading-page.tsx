import { Button, Checkbox, Fieldset, Group, TextInput } from '@mantine/core';
import { isLocalDate, type LocalDate } from '@sportello/kernel/calendar';
import {
  type Confirmation,
  checkSelfReading,
  type SelfReading,
  type SelfReadingContext,
  type SelfReadingRefusal,
} from '@sportello/suite/metering/domain/check-self-reading';
import type { Register } from '@sportello/suite/metering/domain/reading';
import { en as meteringEn } from '@sportello/suite/metering/messages/en';
import { it as meteringIt } from '@sportello/suite/metering/messages/it';
import { selfReadingFormRoute, submitSelfReadingRoute } from '@sportello/suite/metering/portal-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead, useWrite } from '@sportello/ui/client/use-route';
import { ErrorSummary, type FieldMistake, mistakeOf } from '@sportello/ui/components/error-summary.tsx';
import { IconArrowLeft } from '@sportello/ui/components/icons';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { CivilDate } from '@sportello/ui/components/values.tsx';
import { formatDay, formatInstant, formatNumber, parseTypedNumber } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Commodity, nameOfSupply } from '../../parts/supply-words.tsx';
import { useCodeSentence, useProblem, useT } from '../../sentences/index.js';
import { Page, useCompany } from '../../shell/page.tsx';

type Form = AnswerOf<typeof selfReadingFormRoute>;
type Receipt = AnswerOf<typeof submitSelfReadingRoute>;
const METERING = { it: meteringIt, en: meteringEn };

export function ReadingPage() {
  const t = useT();
  const problemSentence = useProblem(METERING);
  const { supplyId } = useParams({ from: '/signed-in/supplies/$supplyId/reading' });
  const query = useRead(selfReadingFormRoute, { supplyId });
  if (query.data !== undefined) return <ReadingOfSupply key={supplyId} form={query.data} />;
  const refusal =
    query.error !== null && 'problem' in query.error
      ? (query.error as { problem: Parameters<typeof problemSentence>[0] }).problem
      : null;
  return (
    <Page title={t('reading.title')} narrow>
      <QueryView
        query={query}
        refused={refusal === null ? undefined : <Notice tone="info">{problemSentence(refusal)}</Notice>}
      >
        {() => null}
      </QueryView>
    </Page>
  );
}

/** What the person typed, as typed. */
type Typed = {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly dials: { readonly [R in Register]?: string };
  readonly rolledOver: boolean;
};

const typedToday = (today: string): Typed => ({
  day: today.slice(8),
  month: today.slice(5, 7),
  year: today.slice(0, 4),
  dials: {},
  rolledOver: false,
});
const dialId = (register: Register): string => `dial-${register}`;

type Step =
  | { readonly name: 'form' }
  | { readonly name: 'check'; readonly reading: SelfReading; readonly confirmations: readonly Confirmation[] }
  | { readonly name: 'done'; readonly receipt: Receipt };

function ReadingOfSupply({ form }: { readonly form: Form }) {
  const t = useT();
  // The contract carries plain text for days; they are civil days of the suite.
  const context = form.check as unknown as SelfReadingContext;
  const { window, today, meter } = context;
  const [typed, setTyped] = useState(() => typedToday(form.check.today));
  const [step, setStep] = useState<Step>({ name: 'form' });

  if (meter.isReadRemotely) {
    return (
      <Page title={t('reading.not_needed.title')} narrow>
        <Notice tone="info">{t('reading.not_needed.text')}</Notice>
        <Link to="/supplies/$supplyId/consumption" params={{ supplyId: form.supplyId }} className="row-link">
          {t('supply.see_consumption')}
        </Link>
      </Page>
    );
  }
  if (window !== null && (today < window.opensOn || today > window.closesOn)) {
    return (
      <Page title={t('reading.closed.title')} narrow>
        <Notice tone="info">
          {t('reading.closed.text', { opens: formatDay(window.opensOn), closes: formatDay(window.closesOn) })}
        </Notice>
        <Link to="/supplies/$supplyId" params={{ supplyId: form.supplyId }} className="row-link">
          {nameOfSupply(form)}
        </Link>
      </Page>
    );
  }
  if (step.name === 'done') return <DonePage form={form} receipt={step.receipt} />;
  if (step.name === 'check') {
    return (
      <CheckPage
        form={form}
        reading={step.reading}
        confirmations={step.confirmations}
        onEdit={() => setStep({ name: 'form' })}
        onDone={(receipt) => setStep({ name: 'done', receipt })}
      />
    );
  }
  return (
    <FormPage
      form={form}
      context={context}
      typed={typed}
      onTyped={setTyped}
      onChecked={(reading, confirmations) => setStep({ name: 'check', reading, confirmations })}
    />
  );
}

/** Where a refusal is to be corrected. */
function fieldOf(refusal: SelfReadingRefusal): string {
  if ('register' in refusal) return dialId(refusal.register);
  if (refusal.code === 'metering.corrector_reading_missing') return dialId('C');
  return 'reading-day';
}

function FormPage({
  form,
  context,
  typed,
  onTyped,
  onChecked,
}: {
  readonly form: Form;
  readonly context: SelfReadingContext;
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
  readonly onChecked: (reading: SelfReading, confirmations: readonly Confirmation[]) => void;
}) {
  const t = useT();
  const { language } = useLanguage();
  const codeSentence = useCodeSentence(METERING);
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);
  const [mayHaveRolledOver, setMayHaveRolledOver] = useState(false);
  const [isSwapped, setSwapped] = useState(false);
  const { meter, window, previous } = context;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: FieldMistake[] = [];
    const readOn = `${typed.year.padStart(4, '0')}-${typed.month.padStart(2, '0')}-${typed.day.padStart(2, '0')}`;
    if (!isLocalDate(readOn)) found.push({ fieldId: 'reading-day', sentence: t('reading.date.malformed') });
    const dials: { [R in Register]?: number } = {};
    for (const register of meter.registers) {
      const text = typed.dials[register] ?? '';
      const value = text.trim() === '' ? undefined : parseTypedNumber(text);
      if (value === null || value?.includes('.'))
        found.push({
          fieldId: dialId(register),
          sentence: t('reading.digits_only', { register: t(`register.${register}`) }),
        });
      else if (value !== undefined) dials[register] = Number(value);
    }
    if (found.length > 0) return setMistakes(found);
    const reading: SelfReading = { readOn: readOn as LocalDate, dials, rolledOver: typed.rolledOver };
    const decision = checkSelfReading(reading, context);
    if (decision.ok) return onChecked(reading, decision.value.confirmations);
    const { refusal } = decision;
    const { code, ...facts } = refusal;
    setMayHaveRolledOver(code === 'metering.not_greater_than_previous');
    setSwapped(refusal.code === 'metering.not_greater_than_previous' && refusal.looksSwapped);
    const inWords = 'register' in refusal ? { ...facts, register: t(`register.${refusal.register}`) } : facts;
    return setMistakes([{ fieldId: fieldOf(refusal), sentence: codeSentence(code, inWords) ?? code }]);
  };

  const previousHint = (register: Register): string => {
    const units = previous?.dials[register];
    if (previous === null || units === undefined) return t('reading.no_previous');
    return t('reading.previous', {
      units: formatNumber(String(units), language),
      day: formatDay(previous.readOn),
      kind: t(`reading.kind.${form.previousKind ?? 'collected'}`),
    });
  };
  const dateProps = (name: 'day' | 'month' | 'year', length: number) => ({
    value: typed[name],
    inputMode: 'numeric' as const,
    maxLength: length,
    w: length * 16 + 40,
    label: t(`reading.date.${name}`),
    autoComplete: 'off',
    'aria-invalid': mistakeOf(mistakes, 'reading-day') !== undefined,
    onChange: (event: { currentTarget: { value: string } }) => onTyped({ ...typed, [name]: event.currentTarget.value }),
  });

  return (
    <Page
      key="form"
      isStep
      title={t(form.correctorSerialNumber === null ? 'reading.title' : 'reading.title_corrector')}
      narrow
      hasMistakes={mistakes.length > 0}
      above={<Steps number={1} form={form} />}
    >
      <p style={{ margin: 0 }}>
        <Commodity commodity={form.commodity} name={nameOfSupply(form)} />
        {window !== null && (
          <>
            <br />
            <span className="quiet">
              {t('reading.window', { opens: formatDay(window.opensOn), closes: formatDay(window.closesOn) })}
            </span>
          </>
        )}
      </p>
      <ErrorSummary mistakes={mistakes} />
      {isSwapped && <Notice tone="warning">{t('reading.swapped')}</Notice>}
      <form onSubmit={submit} noValidate className="sp-card stack">
        <Fieldset legend={t('reading.date.label')} variant="unstyled" aria-describedby="reading-date-mistake">
          <Group gap="sm" align="flex-end">
            <TextInput id="reading-day" {...dateProps('day', 2)} />
            <TextInput {...dateProps('month', 2)} />
            <TextInput {...dateProps('year', 4)} />
          </Group>
          <div id="reading-date-mistake" style={{ color: 'var(--sp-danger)', fontSize: 14 }}>
            {mistakeOf(mistakes, 'reading-day')}
          </div>
        </Fieldset>
        {meter.registers.map((register) => (
          <TextInput
            key={register}
            id={dialId(register)}
            label={t(`reading.dial.${register}`, {
              serial: (register === 'C' ? form.correctorSerialNumber : form.serialNumber) ?? '',
            })}
            description={`${previousHint(register)} ${t('reading.black_digits')}`}
            inputMode="numeric"
            autoComplete="off"
            value={typed.dials[register] ?? ''}
            onChange={(event) =>
              onTyped({ ...typed, dials: { ...typed.dials, [register]: event.currentTarget.value } })
            }
            error={mistakeOf(mistakes, dialId(register))}
          />
        ))}
        {mayHaveRolledOver && (
          <Checkbox
            size="md"
            checked={typed.rolledOver}
            onChange={(event) => onTyped({ ...typed, rolledOver: event.currentTarget.checked })}
            label={t('reading.rolled_over')}
            description={t('reading.replaced_meter')}
          />
        )}
        <Button type="submit" size="lg" className="full-on-phone">
          {t('action.continue')}
        </Button>
      </form>
    </Page>
  );
}

function Steps({
  number,
  form,
  onBack,
}: {
  readonly number: 1 | 2;
  readonly form: Form;
  readonly onBack?: () => void;
}) {
  const t = useT();
  return (
    <div className="card-head">
      {onBack === undefined ? (
        <Link to="/supplies/$supplyId" params={{ supplyId: form.supplyId }} className="row-link" style={{ gap: 8 }}>
          <IconArrowLeft size={20} aria-hidden />
          {t('action.back')}
        </Link>
      ) : (
        <Button variant="subtle" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={onBack}>
          {t('action.back')}
        </Button>
      )}
      <span className="quiet">{t('first.step', { number, count: 2 })}</span>
    </div>
  );
}

type CheckProps = {
  readonly form: Form;
  readonly reading: SelfReading;
  readonly confirmations: readonly Confirmation[];
  readonly onEdit: () => void;
  readonly onDone: (receipt: Receipt) => void;
};

function CheckPage({ form, reading, confirmations, onEdit, onDone }: CheckProps) {
  const t = useT();
  const { language } = useLanguage();
  const codeSentence = useCodeSentence(METERING);
  const problemSentence = useProblem(METERING);
  const submit = useWrite(submitSelfReadingRoute);
  // The server may ask for more than the page knew, e.g. a reading that another device has just sent.
  const [asked, setAsked] = useState(confirmations);
  const [refusal, setRefusal] = useState<string | null>(null);
  const registers = form.check.meter.registers;

  const send = async () => {
    const answer = await submit.send({
      supplyId: form.supplyId,
      readOn: reading.readOn,
      dials: reading.dials,
      rolledOver: reading.rolledOver,
      confirmed: asked.map(({ code }) => code),
    });
    if (answer.ok) return onDone(answer.value);
    const { problem } = answer;
    if (problem.kind === 'refusal' && problem.code === 'metering.confirmation_needed') {
      const more = problem.facts['confirmations'] as readonly Confirmation[];
      setAsked([...asked, ...more.filter(({ code }) => asked.every((known) => known.code !== code))]);
    }
    return setRefusal(problemSentence(problem));
  };

  return (
    <Page
      key="check"
      isStep
      title={t('reading.check.title')}
      narrow
      above={<Steps number={2} form={form} onBack={onEdit} />}
    >
      {asked.map((confirmation) => {
        const { code, ...facts } = confirmation;
        return (
          <Notice key={code} tone="warning">
            {codeSentence(code, facts)}
          </Notice>
        );
      })}
      <div className="sp-card">
        <ul className="rows">
          {registers.map((register) => {
            const [units, before] = [reading.dials[register] ?? 0, form.check.previous?.dials[register]];
            const used =
              before === undefined || units < before ? '' : ` (+${formatNumber(String(units - before), language)})`;
            return (
              <CheckRow key={register} label={t(`register.${register}`)} onEdit={onEdit}>
                {formatNumber(String(units), language) + used}
              </CheckRow>
            );
          })}
          <CheckRow label={t('reading.date.label')} onEdit={onEdit}>
            <CivilDate day={reading.readOn} />
          </CheckRow>
          {reading.rolledOver && (
            <CheckRow label={t('reading.rolled_over')} onEdit={onEdit}>
              {t('reading.yes')}
            </CheckRow>
          )}
        </ul>
      </div>
      {refusal !== null && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      <Group>
        <Button size="lg" className="full-on-phone" onClick={send} loading={submit.isSending}>
          {asked.length > 0 ? t('reading.check.confirm') : t('reading.check.send')}
        </Button>
        <Button size="lg" variant="outline" className="full-on-phone" onClick={onEdit}>
          {t('reading.check.edit')}
        </Button>
      </Group>
    </Page>
  );
}

function CheckRow({
  label,
  onEdit,
  children,
}: {
  readonly label: string;
  readonly onEdit: () => void;
  readonly children: ReactNode;
}) {
  const t = useT();
  return (
    <li className="row-line">
      <div>
        <div className="quiet">{label}</div>
        <strong>{children}</strong>
      </div>
      <Button variant="subtle" onClick={onEdit}>
        {t('action.change')}
        <span className="sp-only-read">{` ${label}`}</span>
      </Button>
    </li>
  );
}

function DonePage({ form, receipt }: { readonly form: Form; readonly receipt: Receipt }) {
  const t = useT();
  const { language } = useLanguage();
  const company = useCompany();
  return (
    <Page key="done" isStep title={t('reading.done.title')} narrow>
      <Notice tone="success">
        {t('reading.done.text', { number: receipt.number, at: formatInstant(receipt.receivedAt, language) })}
      </Notice>
      <section className="sp-card" aria-labelledby="next">
        <h2 id="next" style={{ marginTop: 0 }}>
          {t('reading.done.next')}
        </h2>
        <ol style={{ margin: 0, paddingInlineStart: 20 }}>
          <li>{t('reading.done.one', { day: formatDay(receipt.readOn) })}</li>
          <li>{t('reading.done.two')}</li>
          <li>{t('reading.done.three', { phone: company.data?.phone ?? '' })}</li>
        </ol>
      </section>
      <Link to="/supplies/$supplyId/consumption" params={{ supplyId: form.supplyId }} className="row-link">
        {t('supply.see_consumption')}
      </Link>
      <Link to="/home" className="row-link">
        {t('not_found.home')}
      </Link>
    </Page>
  );
}
