import { Button } from '@mantine/core';
import { portalHomeRoute } from '@sportello/suite/contracts/portal-api';
import { selfReadingFormRoute } from '@sportello/suite/metering/portal-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Notice, StatusBadge } from '@sportello/ui/components/status-badge.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { Link } from '@tanstack/react-router';
import { Commodity, nameOfSupply, SupplyState } from '../../parts/supply-words.tsx';
import { useT } from '../../sentences/index.js';
import { Card, Page } from '../../shell/page.tsx';
import { useMe } from '../../shell/session.ts';

type Home = AnswerOf<typeof portalHomeRoute>;

/** How much, by when, what must I do: in this order. */
export function HomePage() {
  const t = useT();
  const me = useMe();
  const home = useRead(portalHomeRoute, {});
  return (
    <Page title={me.data === undefined ? t('home.title') : t('home.hello', { name: me.data.displayName })}>
      <QueryView query={home}>
        {(value) => (
          <div className="columns">
            <div className="stack">
              <ToPay home={value} />
            </div>
            <div className="stack">
              <Tasks home={value} />
              <Supplies home={value} />
            </div>
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function ToPay({ home: { toPay, openInvoices, lastInvoice } }: { readonly home: Home }) {
  const t = useT();
  if (toPay.count === 0) {
    return (
      <Card title={t('home.settled.title')} id="to-pay">
        <Notice tone="success">{t('home.settled.text')}</Notice>
        {lastInvoice !== null && (
          <Link to="/invoices/$invoiceId" params={{ invoiceId: lastInvoice.invoiceId }} className="row-link">
            {t('home.last_invoice', { number: lastInvoice.number })}
          </Link>
        )}
      </Card>
    );
  }
  return (
    <Card
      title={t('home.to_pay')}
      id="to-pay"
      aside={
        <span className="quiet">
          {toPay.count === 1 ? t('home.one_bill') : t('home.bills', { count: toPay.count })}
        </span>
      }
    >
      <div className="big-amount">
        <Money amount={toPay.total} />
      </div>
      {toPay.overdue !== '0.00' && (
        <p style={{ margin: 0 }}>
          <StatusBadge tone="danger">
            {t('home.of_which_overdue')} <Money amount={toPay.overdue} />
          </StatusBadge>
        </p>
      )}
      <ul className="rows">
        {openInvoices.map((invoice) => (
          <li key={invoice.invoiceId}>
            <div className="row-line">
              <Commodity commodity={invoice.commodity} name={invoice.alias} />
              <span className="amount">
                <Money amount={invoice.open} />
              </span>
            </div>
            <div className="row-line">
              <span>
                {invoice.isOverdue ? (
                  <StatusBadge tone="danger">
                    {t('home.overdue')} <CivilDate day={invoice.dueOn} />
                  </StatusBadge>
                ) : (
                  <>
                    {t('home.by')} <CivilDate day={invoice.dueOn} inWords />
                  </>
                )}
              </span>
              <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.invoiceId }} className="row-link">
                {t('home.how_to_pay', { number: invoice.number })}
              </Link>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Meters of a business may be hundreds: home asks for the readings of the first few. */
const MOST_TASKS = 4;

function Tasks({ home }: { readonly home: Home }) {
  const readByHand = home.supplies.filter(({ state, remoteRead }) => state === 'active' && !remoteRead);
  return readByHand.slice(0, MOST_TASKS).map((supply) => <ReadingTask key={supply.supplyId} supply={supply} />);
}

/** Asks for a reading while its window is open and none has been given in it, and says until when. */
function ReadingTask({ supply }: { readonly supply: Home['supplies'][number] }) {
  const t = useT();
  const { supplyId, commodity } = supply;
  const form = useRead(selfReadingFormRoute, { supplyId });
  if (form.data === undefined) return null;
  const { today, window, meter, alreadyGivenOn, previous } = form.data.check;
  const isOpen = window === null || (window.opensOn <= today && today <= window.closesOn);
  if (meter.isReadRemotely || !isOpen || alreadyGivenOn !== null) return null;
  return (
    <Card title={t('home.reading.title')} id={`reading-${supplyId}`}>
      <Commodity commodity={commodity} name={nameOfSupply(supply)} />
      <p style={{ margin: '8px 0' }}>
        {window === null ? (
          t('home.reading.always')
        ) : (
          <>
            {t('home.reading.until')} <CivilDate day={window.closesOn} inWords />.
          </>
        )}{' '}
        {t('home.reading.why')}
      </p>
      {previous !== null && form.data.previousKind !== null && (
        <p className="quiet" style={{ margin: '8px 0' }}>
          {t(`home.last.${form.data.previousKind}`)} <CivilDate day={previous.readOn} />
        </p>
      )}
      <Button component={Link} to={`/supplies/${supplyId}/reading`} className="full-on-phone">
        {t('home.reading.action')}
        <span className="sp-only-read">{`: ${nameOfSupply(supply)}`}</span>
      </Button>
    </Card>
  );
}

function Supplies({ home: { supplies } }: { readonly home: Home }) {
  const t = useT();
  if (supplies.length === 0)
    return <EmptyState title={t('supplies.empty.title')}>{t('supplies.empty.text')}</EmptyState>;
  return (
    <Card title={t('supplies.title')} id="supplies">
      <ul className="rows">
        {supplies.map((supply) => (
          <li key={supply.supplyId}>
            <div className="row-line">
              <Commodity commodity={supply.commodity} name={nameOfSupply(supply)} />
              <SupplyState state={supply.state} />
            </div>
            <div className="row-line">
              <span className="quiet">
                {supply.lastReading !== null && (
                  <>
                    {t(`home.last.${supply.lastReading.kind}`)} <CivilDate day={supply.lastReading.readOn} />
                  </>
                )}
              </span>
              <Link to="/supplies/$supplyId" params={{ supplyId: supply.supplyId }} className="row-link">
                {t('supplies.open')}
                <span className="sp-only-read">{`: ${nameOfSupply(supply)}`}</span>
              </Link>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
