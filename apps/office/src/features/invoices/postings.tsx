import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { ListTable } from '../../parts/list-table.tsx';
import { Card } from '../../parts/page.tsx';
import { useT } from '../../words/words.ts';
import type { InvoiceAnswer } from './invoice-answer.ts';

/** The double entry of the invoice and of its payments: every entry sums to zero. */
export function Postings({ postings }: { readonly postings: InvoiceAnswer['postings'] }) {
  const t = useT();
  if (postings.length === 0) return null;
  const rows = postings.flatMap((entry) =>
    entry.lines.map((line, index) => ({ ...line, entry, key: `${entry.entryId}-${index}` })),
  );
  return (
    <Card title={t('invoice.postings')} isFlush>
      <ListTable
        caption={t('invoice.postings')}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'day', header: t('date'), cell: ({ entry }) => <CivilDate day={entry.postedOn} /> },
          {
            key: 'kind',
            header: t('movement'),
            cell: ({ entry }) =>
              entry.paymentOffice === null
                ? t(`movement.${entry.kind}`)
                : `${t(`movement.${entry.kind}`)}, ${entry.paymentOffice}`,
          },
          { key: 'account', header: t('ledger.account'), cell: ({ account }) => t(`ledger.${account}`) },
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
        ]}
      />
    </Card>
  );
}
