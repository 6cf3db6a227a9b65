import { NativeSelect } from '@mantine/core';
import { customerTimelineRoute } from '@sportello/suite/crm/office-api';
import { customerAccountRoute } from '@sportello/suite/invoicing/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { groupByFour } from '@sportello/ui/format/format';
import {
  IconCashBanknote,
  IconFileInvoice,
  IconGauge,
  IconListCheck,
  IconMail,
  IconPencil,
  IconPlugConnected,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { InstantText } from '../../parts/instant.tsx';
import type { MessageState } from '../../parts/states.tsx';
import { useWordOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';

type Happening = AnswerOf<typeof customerTimelineRoute>['entries'][number];
/** A receipt: `title` is where it was paid, `detail` the amount. */
type Payment = Omit<Happening, 'kind'> & { readonly kind: 'payment' };
type Entry = Happening | Payment;
const KINDS = [
  'invoice',
  'payment',
  'reading',
  'activity',
  'message',
  'data_change',
  'supply_start',
  'supply_end',
] as const;
const ICONS = {
  invoice: IconFileInvoice,
  payment: IconCashBanknote,
  reading: IconGauge,
  activity: IconListCheck,
  message: IconMail,
  data_change: IconPencil,
  supply_start: IconPlugConnected,
  supply_end: IconPlugConnectedX,
} as const;

/** Everything that happened, latest first, filtered by kind in the URL. */
export function Timeline({ customerId, only }: { readonly customerId: string; readonly only: string | undefined }) {
  const t = useT();
  const navigate = useNavigate({ from: '/customers/$customerId' });
  const timeline = useRead(customerTimelineRoute, { customerId });
  const payments = usePayments(customerId);
  const kind = KINDS.find((name) => name === only);
  return (
    <div className="of-stack">
      <NativeSelect
        aria-label={t('timeline.filter')}
        value={kind ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          void navigate({
            search: ({ tab }) => ({ ...(tab !== undefined && { tab }), ...(chosen !== '' && { only: chosen }) }),
            replace: true,
          });
        }}
        data={[
          { value: '', label: t('timeline.all') },
          ...KINDS.map((value) => ({ value, label: t(`timeline.kind.${value}`) })),
        ]}
      />
      <QueryView query={timeline} lines={3}>
        {({ entries }) => {
          const shown = withPayments(entries, payments).filter((entry) => kind === undefined || entry.kind === kind);
          return shown.length === 0 ? (
            <p className="of-muted">{t('timeline.empty')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keyboard.
            <ul className="of-timeline" tabIndex={0} aria-label={t('customer.tab.timeline')}>
              {shown.map((entry) => (
                <TimelineEntry key={`${entry.kind}-${entry.id}-${entry.at}-${entry.detail}`} entry={entry} />
              ))}
            </ul>
          );
        }}
      </QueryView>
    </div>
  );
}

/** What the account of the customer received. */
function usePayments(customerId: string): readonly Payment[] {
  const account = useRead(customerAccountRoute, { customerId });
  return (account.data?.movements ?? [])
    .filter(({ kind }) => kind === 'receipt')
    .map(({ entryId, postedOn, paymentOffice, amount }) => ({
      kind: 'payment',
      id: entryId,
      at: postedOn,
      title: paymentOffice ?? '',
      detail: amount.replace('-', ''),
    }));
}

/** Both latest first; of one day, payments come after what they pay. */
const withPayments = (entries: readonly Happening[], payments: readonly Payment[]): readonly Entry[] =>
  payments.length === 0
    ? entries
    : [...payments, ...entries].toSorted((a, b) =>
        a.at.slice(0, 10) < b.at.slice(0, 10) ? 1 : a.at.slice(0, 10) > b.at.slice(0, 10) ? -1 : 0,
      );

function TimelineEntry({ entry }: { readonly entry: Entry }) {
  const t = useT();
  const Icon = ICONS[entry.kind];
  return (
    <li>
      <Icon size={18} aria-hidden />
      <div>
        <div className="of-muted of-small">
          {entry.at.length === 10 ? <CivilDate day={entry.at} /> : <InstantText at={entry.at} />}{' '}
          {t(`timeline.kind.${entry.kind}`)}
        </div>
        <div>{useEntryWords(entry)}</div>
      </div>
    </li>
  );
}

function useEntryWords({ kind, id, title, detail }: Entry): ReactNode {
  const t = useT();
  const wordOf = useWordOf();
  switch (kind) {
    case 'invoice':
      return (
        <>
          <Link to="/invoices/$invoiceId" params={{ invoiceId: id }}>
            {title}
          </Link>{' '}
          <Money amount={detail} />
        </>
      );
    case 'payment':
      return (
        <>
          <Money amount={detail} />
          {title !== '' && `, ${title}`}
        </>
      );
    case 'activity':
      return (
        <>
          <Link to="/activities/$activityId" params={{ activityId: id }}>
            {title}
          </Link>{' '}
          {t(`activity.kind.${detail as 'self_reading'}`)}
        </>
      );
    case 'message':
      return `${title} (${t(`message.state.${detail as MessageState}`)})`;
    case 'data_change':
      return title.split(',').map(wordOf).join(', ');
    case 'reading':
      return (
        <>
          {t(`reading.kind.${detail as 'collected'}`)},{' '}
          <Link to="/supply-points/$supplyPointId" params={{ supplyPointId: id }}>
            {groupByFour(title)}
          </Link>
        </>
      );
    default:
      return (
        <>
          {t(`commodity.${detail as 'gas'}`)},{' '}
          <Link to="/supply-points/$supplyPointId" params={{ supplyPointId: id }}>
            {groupByFour(title)}
          </Link>
        </>
      );
  }
}
