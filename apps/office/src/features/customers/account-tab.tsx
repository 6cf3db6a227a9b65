import { customerAccountRoute } from '@sportello/suite/invoicing/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { Link } from '@tanstack/react-router';
import { Figures } from '../../parts/facts.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useT } from '../../words/words.ts';

type Movement = AnswerOf<typeof customerAccountRoute>['movements'][number];

/** Balance and every movement, with the balance after each: the account can be followed line by line. */
export function AccountTab({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const account = useRead(customerAccountRoute, { customerId });
  const columns: readonly Column<Movement>[] = [
    { key: 'day', header: t('date'), cell: ({ postedOn }) => <CivilDate day={postedOn} /> },
    { key: 'kind', header: t('movement'), cell: ({ kind }) => t(`movement.${kind}`) },
    {
      key: 'invoice',
      header: t('invoice'),
      cell: ({ invoiceId, invoiceNumber }) =>
        invoiceId === null || invoiceNumber === null ? null : (
          <Link to="/invoices/$invoiceId" params={{ invoiceId }}>
            {invoiceNumber}
          </Link>
        ),
    },
    { key: 'where', header: t('movement.where'), isWide: true, cell: ({ paymentOffice }) => paymentOffice },
    {
      key: 'debit',
      header: t('debit'),
      isNumber: true,
      cell: ({ amount }) => (amount.startsWith('-') ? null : <Money amount={amount} />),
    },
    {
      key: 'credit',
      header: t('credit'),
      isNumber: true,
      cell: ({ amount }) => (amount.startsWith('-') ? <Money amount={amount.slice(1)} /> : null),
    },
    { key: 'balance', header: t('balance'), isNumber: true, cell: ({ balance }) => <Money amount={balance} /> },
  ];
  return (
    <QueryView query={account}>
      {({ balance, overdue, movements }) =>
        movements.length === 0 ? (
          <EmptyState title={t('account_of.empty')} />
        ) : (
          <div className="of-stack">
            <Figures
              figures={[
                { name: t('customer.balance'), value: <Money amount={balance} /> },
                { name: t('customer.overdue'), value: <Money amount={overdue} /> },
              ]}
            />
            <ListTable
              caption={t('customer.tab.account')}
              columns={columns}
              rows={movements}
              rowKey={({ entryId }) => entryId}
            />
          </div>
        )
      }
    </QueryView>
  );
}
