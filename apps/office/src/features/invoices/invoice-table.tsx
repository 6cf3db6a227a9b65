import type { invoicesRoute } from '@sportello/suite/invoicing/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { formatPeriod } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link } from '@tanstack/react-router';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { CommodityLabel, PaymentBadge } from '../../parts/states.tsx';
import { useT } from '../../words/words.ts';

type Invoice = AnswerOf<typeof invoicesRoute>['rows'][number];
type Sort = 'issued' | 'due' | 'total' | 'number' | 'customer';
type Order = { readonly sort: Sort; readonly direction: 'asc' | 'desc' };

export function InvoiceTable({
  rows,
  hasCustomer = true,
  order,
  onOrder,
}: {
  readonly rows: readonly Invoice[];
  readonly hasCustomer?: boolean;
  readonly order?: Order;
  readonly onOrder?: (order: Order) => void;
}) {
  const t = useT();
  const { language } = useLanguage();
  const columns: readonly Column<Invoice, Sort>[] = [
    {
      key: 'number',
      header: t('invoice.number'),
      sort: 'number',
      cell: ({ invoiceId, number }) => (
        <Link to="/invoices/$invoiceId" params={{ invoiceId }}>
          {number}
        </Link>
      ),
    },
    ...(hasCustomer
      ? [
          {
            key: 'customer',
            header: t('customer'),
            sort: 'customer' as const,
            cell: ({ customerId, customerName }: Invoice) => (
              <Link to="/customers/$customerId" params={{ customerId }}>
                {customerName}
              </Link>
            ),
          },
        ]
      : []),
    {
      key: 'commodity',
      header: t('commodity'),
      isWide: true,
      cell: ({ commodity }) => <CommodityLabel commodity={commodity} />,
    },
    { key: 'type', header: t('invoice.type'), isWide: true, cell: ({ billType }) => t(`bill_type.${billType}`) },
    {
      key: 'period',
      header: t('period'),
      isWide: true,
      cell: ({ periodFrom, periodToExclusive }) => (
        <span className="of-code">
          {formatPeriod({ from: periodFrom, toExclusive: periodToExclusive }, language, 'short')}
        </span>
      ),
    },
    {
      key: 'issued',
      header: t('invoice.issued'),
      sort: 'issued',
      isWide: true,
      cell: ({ issuedOn }) => <CivilDate day={issuedOn} />,
    },
    { key: 'due', header: t('invoice.due'), sort: 'due', isWide: true, cell: ({ dueOn }) => <CivilDate day={dueOn} /> },
    { key: 'total', header: t('amount'), sort: 'total', isNumber: true, cell: ({ total }) => <Money amount={total} /> },
    {
      key: 'open',
      header: t('invoice.open'),
      isNumber: true,
      isWide: true,
      cell: ({ open }) => <Money amount={open} />,
    },
    { key: 'state', header: t('state'), cell: ({ paymentState }) => <PaymentBadge state={paymentState} /> },
  ];
  return (
    <ListTable
      caption={t('place.invoices')}
      columns={columns}
      rows={rows}
      rowKey={({ invoiceId }) => invoiceId}
      {...(order && { order })}
      {...(onOrder && { onOrder })}
    />
  );
}
