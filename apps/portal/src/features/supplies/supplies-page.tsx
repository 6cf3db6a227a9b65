import { portalSuppliesRoute } from '@sportello/suite/contracts/portal-api';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { groupByFour } from '@sportello/ui/format/format';
import { Link } from '@tanstack/react-router';
import { Commodity, nameOfSupply, SupplyState } from '../../parts/supply-words.tsx';
import { useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';

export function SuppliesPage() {
  const t = useT();
  const supplies = useRead(portalSuppliesRoute, {});
  return (
    <Page title={t('supplies.title')}>
      <QueryView query={supplies}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('supplies.empty.title')}>{t('supplies.empty.text')}</EmptyState>
          ) : (
            <div className="doors">
              {rows.map((supply) => (
                <article key={supply.supplyId} className="sp-card">
                  <div className="card-head">
                    <h2 style={{ margin: 0, fontSize: '1.125rem' }}>
                      <Commodity commodity={supply.commodity} name={nameOfSupply(supply)} />
                    </h2>
                    <SupplyState state={supply.state} />
                  </div>
                  <p>
                    {`${supply.street}, ${supply.city}`}
                    <br />
                    <span className="quiet">{`${t(`point.${supply.commodity}`)} ${groupByFour(supply.pointCode)}`}</span>
                    <br />
                    <span className="quiet">
                      {supply.state === 'future' ? (
                        <>
                          {t('supply.from')} <CivilDate day={supply.startsOn} />
                        </>
                      ) : supply.endsOn !== null ? (
                        <>
                          {t('supply.until')} <CivilDate day={supply.endsOn} />
                        </>
                      ) : (
                        <>
                          {t('supply.since')} <CivilDate day={supply.startsOn} />
                        </>
                      )}
                    </span>
                  </p>
                  {supply.open !== '0.00' && !supply.open.startsWith('-') && (
                    <p>
                      {t('home.to_pay')}:{' '}
                      <strong>
                        <Money amount={supply.open} />
                      </strong>
                    </p>
                  )}
                  <Link to="/supplies/$supplyId" params={{ supplyId: supply.supplyId }} className="row-link">
                    {t('supplies.open')}
                    <span className="sp-only-read">{`: ${nameOfSupply(supply)}`}</span>
                  </Link>
                </article>
              ))}
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
