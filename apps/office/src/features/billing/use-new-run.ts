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

/** The last two months that are over, aligned to the calendar (January–February, …); issued today, due in three weeks. */
export function proposeRun(today: LocalDate): NewRun {
  const thisMonth = monthOf(today);
  const monthNumber = Number(thisMonth.slice(5));
  const end = addMonthsTo(thisMonth, monthNumber % 2 === 0 ? -1 : 0);
  return {
    mode: 'simulation',
    commodity: null,
    periodFrom: firstDayOf(addMonthsTo(end, -2)),
    periodTo: addDays(firstDayOf(end), -1),
    issueOn: today,
    dueOn: addDays(today, DUE_AFTER_DAYS),
  };
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
function proposalAsTyped(today: LocalDate): NewRun {
  const proposal = proposeRun(today);
  return { ...proposal, ...Object.fromEntries(DAYS.map((name) => [name, formatDay(proposal[name])])) };
}

export function useNewRun(today: string) {
  const t = useT();
  const uiT = useUiT();
  const sentenceOf = useSentenceOf();
  const problemSentence = useProblemSentence();
  const navigate = useNavigate();
  const { send, isSending } = useWrite(openRunRoute);
  const [values, setValues] = useState<NewRun>(() => proposalAsTyped(localDate(today)));
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
