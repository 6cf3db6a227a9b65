import { customerMessagesRoute } from '@sportello/suite/crm/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { InstantText } from '../../parts/instant.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { MessageBadge } from '../../parts/states.tsx';
import { useT } from '../../words/words.ts';

type Message = AnswerOf<typeof customerMessagesRoute>['rows'][number];

/** What was sent to the customer and what became of it. */
export function MessagesTab({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const messages = useRead(customerMessagesRoute, { customerId });
  const columns: readonly Column<Message>[] = [
    { key: 'subject', header: t('message.subject'), cell: ({ subject }) => subject },
    { key: 'to', header: t('message.to'), isWide: true, cell: ({ toAddress }) => toAddress },
    { key: 'state', header: t('state'), cell: ({ state }) => <MessageBadge state={state} /> },
    { key: 'queued', header: t('message.queued'), isWide: true, cell: ({ queuedAt }) => <InstantText at={queuedAt} /> },
    {
      key: 'sent',
      header: t('message.sent'),
      cell: ({ sentAt }) => (sentAt === null ? '–' : <InstantText at={sentAt} />),
    },
    { key: 'answer', header: t('message.answer'), isWide: true, cell: ({ lastAnswer }) => lastAnswer },
  ];
  return (
    <QueryView query={messages}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title={t('messages.empty')} />
        ) : (
          <ListTable
            caption={t('customer.tab.messages')}
            columns={columns}
            rows={rows}
            rowKey={({ messageId }) => messageId}
          />
        )
      }
    </QueryView>
  );
}
