import { portalSuppliesRoute } from '@sportello/suite/contracts/portal-api';
import { useRead } from '@sportello/ui/client/use-route';
import { IconChevronRight } from '@sportello/ui/components/icons';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Link, Navigate } from '@tanstack/react-router';
import { Commodity, nameOfSupply } from '../../parts/supply-words.tsx';
import { useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';

export const ChooseReadingPage = () => <ChooseSupply what="reading" />;
export const ChooseConsumptionPage = () => <ChooseSupply what="consumption" />;

/** With one supply there is nothing to choose. */
function ChooseSupply({ what }: { readonly what: 'reading' | 'consumption' }) {
  const t = useT();
  const supplies = useRead(portalSuppliesRoute, {});
  const usable =
    supplies.data?.rows.filter(({ state }) => state === 'active' || (what === 'consumption' && state === 'ended')) ??
    [];
  const only = usable.length === 1 ? usable[0] : undefined;
  const to = what === 'reading' ? '/supplies/$supplyId/reading' : '/supplies/$supplyId/consumption';
  if (only !== undefined) return <Navigate to={to} params={{ supplyId: only.supplyId }} replace />;
  return (
    <Page title={t(`choose.${what}.title`)} narrow>
      <QueryView query={supplies}>
        {() =>
          usable.length === 0 ? (
            <EmptyState title={t('supplies.empty.title')}>{t('supplies.empty.text')}</EmptyState>
          ) : (
            <ul className="rows sp-card">
              {usable.map((supply) => (
                <li key={supply.supplyId}>
                  <Link
                    to={to}
                    params={{ supplyId: supply.supplyId }}
                    className="row-link"
                    style={{ width: '100%', justifyContent: 'space-between' }}
                  >
                    <Commodity commodity={supply.commodity} name={nameOfSupply(supply)} />
                    <IconChevronRight size={20} aria-hidden />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Page>
  );
}
