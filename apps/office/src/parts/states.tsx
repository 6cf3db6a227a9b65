import type { runRoute } from '@sportello/suite/billing/office-api';
import type { activitiesRoute, customerMessagesRoute } from '@sportello/suite/crm/office-api';
import type { invoicesRoute } from '@sportello/suite/invoicing/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { StatusBadge, type Tone } from '@sportello/ui/components/status-badge.tsx';
import { IconBolt, IconFlame } from '@tabler/icons-react';
import { useT } from '../words/words.ts';

type PaymentState = AnswerOf<typeof invoicesRoute>['rows'][number]['paymentState'];
const PAYMENT_TONE: Record<PaymentState, Tone> = { paid: 'success', to_pay: 'info', overdue: 'danger' };
export function PaymentBadge({ state }: { readonly state: PaymentState }) {
  const t = useT();
  return <StatusBadge tone={PAYMENT_TONE[state]}>{t(`payment_state.${state}`)}</StatusBadge>;
}

type RunState = AnswerOf<typeof runRoute>['run']['state'];
const RUN_TONE: Record<RunState, Tone> = {
  computing: 'info',
  paused: 'warning',
  computed: 'info',
  issuing: 'info',
  issued: 'success',
  cancelled: 'neutral',
};
export function RunBadge({ state }: { readonly state: RunState }) {
  const t = useT();
  return <StatusBadge tone={RUN_TONE[state]}>{t(`run.state.${state}`)}</StatusBadge>;
}

type ActivityState = AnswerOf<typeof activitiesRoute>['rows'][number]['state'];
export function ActivityBadge({ state }: { readonly state: ActivityState }) {
  const t = useT();
  return <StatusBadge tone={state === 'fulfilled' ? 'success' : 'info'}>{t(`activity.state.${state}`)}</StatusBadge>;
}

export type MessageState = AnswerOf<typeof customerMessagesRoute>['rows'][number]['state'];
const MESSAGE_TONE: Record<MessageState, Tone> = {
  queued: 'info',
  data_started: 'info',
  sent: 'success',
  deferred: 'warning',
  failed: 'danger',
  to_check: 'warning',
};
export function MessageBadge({ state }: { readonly state: MessageState }) {
  const t = useT();
  return <StatusBadge tone={MESSAGE_TONE[state]}>{t(`message.state.${state}`)}</StatusBadge>;
}

const SUPPLY_TONE = { future: 'info', active: 'success', ended: 'neutral' } as const;
export function SupplyBadge({ state }: { readonly state: keyof typeof SUPPLY_TONE }) {
  const t = useT();
  return <StatusBadge tone={SUPPLY_TONE[state]}>{t(`supply.state.${state}`)}</StatusBadge>;
}

/** Electricity or gas: icon and word. */
export function CommodityLabel({ commodity }: { readonly commodity: 'electricity' | 'gas' }) {
  const t = useT();
  const Icon = commodity === 'electricity' ? IconBolt : IconFlame;
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, verticalAlign: 'middle' }}>
      <Icon size={16} aria-hidden />
      {t(`commodity.${commodity}`)}
    </span>
  );
}
