import { customerSuppliesRoute } from '@sportello/suite/contracts/office-api';
import { customerAccountRoute, invoicesRoute } from '@sportello/suite/invoicing/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { Link } from '@tanstack/react-router';
import { Figures, WideFacts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { PaymentBadge } from '../../parts/states.tsx';
import { useT } from '../../words/words.ts';
import type { CustomerAnswer } from './customer-answer.ts';
import { SupplyTable } from './supplies-tab.tsx';

/** How much, by when, for what: what a person on the phone asks first. */
export function SummaryTab({ customer }: { readonly customer: CustomerAnswer }) {
  const t = useT();
  const { customerId } = customer;
  const account = useRead(customerAccountRoute, { customerId });
  const supplies = useRead(customerSuppliesRoute, { customerId });
  return (
    <div className="of-stack">
      <QueryView query={account} lines={1}>
        {({ balance, overdue, overdueSince, openInvoices }) => (
          <Figures
            figures={[
              {
                name: t('customer.balance'),
                value: <Money amount={balance} />,
                note: balance.startsWith('-')
                  ? t('customer.credit')
                  : t('customer.open_invoices', { count: openInvoices }),
              },
              {
                name: t('customer.overdue'),
                value: <Money amount={overdue} />,
                note:
                  overdueSince === null ? (
                    t('customer.nothing_overdue')
                  ) : (
                    <>
                      {t('customer.overdue_since')} <CivilDate day={overdueSince} />
                    </>
                  ),
              },
            ]}
          />
        )}
      </QueryView>
      <LastInvoice customerId={customerId} />
      <QueryView query={supplies} lines={2}>
        {({ rows }) => (
          <Card title={t('customer.tab.supplies')} isFlush={rows.length > 0}>
            {rows.length === 0 ? <p className="of-muted">{t('supplies.empty')}</p> : <SupplyTable rows={rows} />}
          </Card>
        )}
      </QueryView>
      <Card title={t('customer.contacts')}>
        <WideFacts
          facts={[
            [t('address'), `${customer.street}, ${customer.postalCode} ${customer.city} ${customer.province}`],
            [t('customer.email'), customer.email],
            [t('customer.pec'), customer.pec],
            [t('customer.recipient_code'), customer.recipientCode],
            [t('customer.language'), t(`language.${customer.language}`)],
            [t('customer.since'), <CivilDate key="since" day={customer.since} />],
          ]}
        />
      </Card>
    </div>
  );
}

function LastInvoice({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const invoices = useRead(invoicesRoute, { q: '', customerId, sort: 'issued', direction: 'desc', page: 1 });
  const [last] = invoices.data?.rows ?? [];
  if (last === undefined) return null;
  return (
    <section className="sp-card of-strip" aria-label={t('customer.last_invoice')}>
      <strong>{t('customer.last_invoice')}</strong>
      <Link to="/invoices/$invoiceId" params={{ invoiceId: last.invoiceId }}>
        {last.number}
      </Link>
      <Money amount={last.total} />
      <span>
        {t('invoice.due')} <CivilDate day={last.dueOn} />
      </span>
      <PaymentBadge state={last.paymentState} />
    </section>
  );
}
