import { addDays, addMonthsTo, firstDayOf, type LocalDate, localDate, monthOf } from '@sportello/kernel/calendar';
import { openRunRoute } from '@sportello/suite/billing/office-api';
import { useWrite } from '@sportello/ui/client/use-route';
import type { FieldMistake } from '@sportello/ui/components/error-summary.tsx';
import { useProblemSentence } from '@sportello/ui/components/page-states.tsx';
import { formatDay, parseTypedDay } from '@sportello/ui/format/format';
import { useUiT } from '@sportello/ui/i18n/ui-catalogue';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useSentenceOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';

export type NewRun = {
  readonly mode: 'simulation' | 'final';
  readonly commodity: 'electricity' | 'gas' | null;
  /** Days as typed. */
  readonly periodFrom: string;
  /** Last day billed, as people say a period. */
  readonly periodTo: string;
  readonly issueOn: string;
  readonly dueOn: string;
};

const DUE_AFTER_DAYS = 21;

/**
 * What to bill next, issued today and due in three weeks: the last two months that are over, aligned to the calendar
 * (January–February, …); or, when a final run has billed them already, the two months after it.
 *
 * @param billedUntil first day that no final run has billed yet; null when there was none
 */
export function proposeRun(today: LocalDate, billedUntil: LocalDate | null): NewRun {
  const thisMonth = monthOf(today);
  const monthNumber = Number(thisMonth.slice(5));
  const over = firstDayOf(addMonthsTo(thisMonth, (monthNumber % 2 === 0 ? -1 : 0) - 2));
  const from = billedUntil !== null && billedUntil > over ? billedUntil : over;
  return {
    mode: 'simulation',
    commodity: null,
    periodFrom: from,
    periodTo: addDays(firstDayOf(addMonthsTo(monthOf(from), 2)), -1),
    issueOn: today,
    dueOn: addDays(today, DUE_AFTER_DAYS),
  };
}

/** First day that no final run of every service has billed yet. */
export function billedUntilOf(
  runs: readonly {
    readonly mode: string;
    readonly state: string;
    readonly commodity: string | null;
    readonly periodToExclusive: string;
  }[],
): LocalDate | null {
  const ends = runs
    .filter(({ mode, state, commodity }) => mode === 'final' && state !== 'cancelled' && commodity === null)
    .map(({ periodToExclusive }) => localDate(periodToExclusive));
  return ends.toSorted().at(-1) ?? null;
}

const FIELD_OF: Readonly<Record<string, string>> = {
  'billing.period_empty': 'periodTo',
  'billing.period_not_over': 'periodTo',
  'billing.due_before_issue': 'dueOn',
  'billing.no_supplies': 'periodFrom',
  'billing.final_run_open': 'periodFrom',
};

const DAYS = ['periodFrom', 'periodTo', 'issueOn', 'dueOn'] as const;

/** The proposal as the boxes show it: days as people write them. */
function proposalAsTyped(today: LocalDate, billedUntil: LocalDate | null): NewRun {
  const proposal = proposeRun(today, billedUntil);
  return { ...proposal, ...Object.fromEntries(DAYS.map((name) => [name, formatDay(proposal[name])])) };
}

export function useNewRun(today: string, billedUntil: LocalDate | null) {
  const t = useT();
  const uiT = useUiT();
  const sentenceOf = useSentenceOf();
  const problemSentence = useProblemSentence();
  const navigate = useNavigate();
  const { send, isSending } = useWrite(openRunRoute);
  const [values, setValues] = useState<NewRun>(() => proposalAsTyped(localDate(today), billedUntil));
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);
  const change = (changes: Partial<NewRun>) => setValues((before) => ({ ...before, ...changes }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { mode, commodity } = values;
    const [periodFrom, periodTo, issueOn, dueOn] = DAYS.map((name) => parseTypedDay(values[name]));
    if (periodFrom == null || periodTo == null || issueOn == null || dueOn == null) {
      const wrong = DAYS.filter((name) => parseTypedDay(values[name]) === null);
      return setMistakes(
        wrong.map((fieldId) => ({
          fieldId,
          sentence: uiT('date.malformed_in', { label: t(`new_run.${fieldId}`) }),
        })),
      );
    }
    const periodToExclusive = addDays(periodTo, 1);
    const answer = await send({ mode, commodity, periodFrom, periodToExclusive, issueOn, dueOn });
    if (answer.ok) return void navigate({ to: '/billing/runs/$runId', params: { runId: answer.value.runId } });
    const { problem } = answer;
    const sentence = problem.kind === 'refusal' ? sentenceOf(problem.code, problem.facts) : problemSentence(problem);
    setMistakes([
      { fieldId: (problem.kind === 'refusal' ? FIELD_OF[problem.code] : undefined) ?? 'periodFrom', sentence },
    ]);
  };
  return { values, change, submit, isSending, mistakes };
}
