import { customerAccountRoute } from '@sportello/suite/invoicing/office-api';
import { customerRoute } from '@sportello/suite/parties/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { StatusBadge } from '@sportello/ui/components/status-badge.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Card, Page } from '../../parts/page.tsx';
import { RecordQuery } from '../../parts/record-query.tsx';
import { useVisit } from '../../shell/recent.ts';
import { useT } from '../../words/words.ts';
import { AccountTab } from './account-tab.tsx';
import { ActivitiesTab } from './activities-tab.tsx';
import type { CustomerAnswer } from './customer-answer.ts';
import { IdentityStrip } from './identity.tsx';
import { InvoicesTab } from './invoices-tab.tsx';
import { MessagesTab } from './messages-tab.tsx';
import { SummaryTab } from './summary-tab.tsx';
import { SuppliesTab } from './supplies-tab.tsx';
import { Timeline } from './timeline.tsx';

const TABS = ['summary', 'supplies', 'invoices', 'account', 'activities', 'messages', 'timeline'] as const;
type Tab = (typeof TABS)[number];

/** Customer 360: identity and alerts, tabs, one timeline at the right. */
export function CustomerPage() {
  const t = useT();
  const { customerId } = useParams({ from: '/inside/customers/$customerId' });
  const customer = useRead(customerRoute, { customerId });
  return (
    <RecordQuery kind={t('customer')} query={customer}>
      {(value) => <CustomerView key={value.customerId} customer={value} />}
    </RecordQuery>
  );
}

function CustomerView({ customer }: { readonly customer: CustomerAnswer }) {
  const t = useT();
  const search = useSearch({ from: '/inside/customers/$customerId' });
  const tab = TABS.find((name) => name === search.tab) ?? 'summary';
  const { customerId, name, code } = customer;
  useVisit({ kind: 'customer', id: customerId, title: name, detail: code });
  return (
    <Page
      title={name}
      above={<Link to="/customers">{t('place.customers')}</Link>}
      actions={<Alerts customerId={customerId} />}
    >
      <IdentityStrip customer={customer} />
      <nav className="of-tabs" aria-label={t('customer.tabs')}>
        {TABS.map((each) => (
          <Link
            key={each}
            to="/customers/$customerId"
            params={{ customerId }}
            search={each === 'summary' ? {} : { tab: each }}
            replace
            aria-current={each === tab ? 'page' : undefined}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {t(`customer.tab.${each}`)}
          </Link>
        ))}
      </nav>
      {tab === 'timeline' ? (
        <Card title={t('customer.tab.timeline')}>
          <Timeline customerId={customerId} only={search.only} />
        </Card>
      ) : (
        <div className={tab === 'summary' ? 'of-beside' : ''}>
          <TabContent tab={tab} customer={customer} />
          {tab === 'summary' && (
            <Card title={t('customer.tab.timeline')}>
              <Timeline customerId={customerId} only={search.only} />
            </Card>
          )}
        </div>
      )}
    </Page>
  );
}

function TabContent({ tab, customer }: { readonly tab: Exclude<Tab, 'timeline'>; readonly customer: CustomerAnswer }) {
  const { customerId } = customer;
  switch (tab) {
    case 'summary':
      return <SummaryTab customer={customer} />;
    case 'supplies':
      return <SuppliesTab customerId={customerId} />;
    case 'invoices':
      return <InvoicesTab customerId={customerId} />;
    case 'account':
      return <AccountTab customerId={customerId} />;
    case 'activities':
      return <ActivitiesTab customerId={customerId} />;
    case 'messages':
      return <MessagesTab customerId={customerId} />;
  }
}

/** What must be seen before speaking with the customer. */
function Alerts({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const account = useRead(customerAccountRoute, { customerId });
  if (account.data === undefined) return null;
  const { overdue, overdueSince, balance } = account.data;
  if (overdueSince !== null)
    return (
      <StatusBadge tone="danger">
        {t('customer.overdue')} <Money amount={overdue} /> {t('customer.overdue_since')}{' '}
        <CivilDate day={overdueSince} />
      </StatusBadge>
    );
  return balance === '0.00' ? <StatusBadge tone="success">{t('customer.settled')}</StatusBadge> : null;
}
