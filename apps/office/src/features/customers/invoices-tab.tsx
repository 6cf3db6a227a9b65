import { invoicesRoute } from '@sportello/suite/invoicing/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Link } from '@tanstack/react-router';
import { useT } from '../../words/words.ts';
import { InvoiceTable } from '../invoices/invoice-table.tsx';

/** The latest invoices; the list of invoices has the rest, with its filters. */
export function InvoicesTab({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const invoices = useRead(invoicesRoute, { q: '', customerId, sort: 'issued', direction: 'desc', page: 1 });
  return (
    <QueryView query={invoices}>
      {({ rows, total, pageSize }) =>
        rows.length === 0 ? (
          <EmptyState title={t('invoices.none_yet')}>{t('invoices.none_yet_words')}</EmptyState>
        ) : (
          <div className="of-stack">
            <InvoiceTable rows={rows} hasCustomer={false} />
            {total > pageSize && (
              <Link to="/invoices" search={{ customerId }}>
                {t('invoices.all', { total })}
              </Link>
            )}
          </div>
        )
      }
    </QueryView>
  );
}
