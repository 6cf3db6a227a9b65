import { Button, Group } from '@mantine/core';
import { addDays, type LocalDate } from '@sportello/kernel/calendar';
import { portalSupplyRoute } from '@sportello/suite/contracts/portal-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { CopyableCode } from '@sportello/ui/components/copyable-code.tsx';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate, Money, Quantity } from '@sportello/ui/components/values.tsx';
import { formatEuro, formatQuantity, formatUnitPrice } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link, useParams } from '@tanstack/react-router';
import { Facts } from '../../parts/facts.tsx';
import { Commodity, nameOfSupply, SupplyState } from '../../parts/supply-words.tsx';
import { useT } from '../../sentences/index.js';
import { Card, Page } from '../../shell/page.tsx';

type Shown = AnswerOf<typeof portalSupplyRoute>;

export function SupplyPage() {
  const t = useT();
  const { supplyId } = useParams({ from: '/signed-in/supplies/$supplyId' });
  const query = useRead(portalSupplyRoute, { supplyId });
  const title =
    query.data === undefined
      ? t('supply.title')
      : `${t(`commodity.${query.data.supply.commodity}`)}, ${nameOfSupply(query.data.supply)}`;
  const missing = (
    <EmptyState
      title={t('supply.missing')}
      action={
        <Link to="/supplies" className="row-link">
          {t('supplies.title')}
        </Link>
      }
    />
  );
  return (
    <Page title={title}>
      <QueryView query={query} refused={missing}>
        {(shown) => (
          <div className="stack">
            <Summary shown={shown} />
            <Offer shown={shown} />
            <Technical shown={shown} />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function Summary({ shown: { supply, lastInvoice } }: { readonly shown: Shown }) {
  const t = useT();
  const { supplyId } = supply;
  return (
    <Card title={t('supply.now')} id="now" aside={<SupplyState state={supply.state} />}>
      <p style={{ marginTop: 0 }}>
        <Commodity commodity={supply.commodity} />
        <br />
        {`${supply.street}, ${supply.postalCode} ${supply.city} ${supply.province}`}
      </p>
      <Facts
        rows={[
          [
            t('supply.last_reading'),
            supply.lastReading === null ? null : (
              <>
                <CivilDate day={supply.lastReading.readOn} /> ({t(`reading.kind.${supply.lastReading.kind}`)})
              </>
            ),
          ],
          [
            t('supply.last_invoice'),
            lastInvoice === null ? null : (
              <Link
                key="last"
                to="/invoices/$invoiceId"
                params={{ invoiceId: lastInvoice.invoiceId }}
                className="row-link"
              >
                <span>
                  {lastInvoice.number}, <Money amount={lastInvoice.total} />
                </span>
              </Link>
            ),
          ],
          [t('home.to_pay'), <Money key="open" amount={supply.open} />],
          [t('supply.payment'), t(`payment.${supply.paymentMethod}`)],
        ]}
      />
      <Group mt="md">
        {supply.state === 'active' && !supply.remoteRead && (
          <Button component={Link} to={`/supplies/${supplyId}/reading`} className="full-on-phone">
            {t('home.reading.action')}
          </Button>
        )}
        <Button component={Link} to={`/supplies/${supplyId}/consumption`} variant="outline" className="full-on-phone">
          {t('supply.see_consumption')}
        </Button>
        <Button component={Link} to={`/invoices?supply=${supplyId}`} variant="outline" className="full-on-phone">
          {t('supply.see_invoices')}
        </Button>
      </Group>
      {supply.remoteRead && <p className="quiet">{t('supply.remote_read')}</p>}
    </Card>
  );
}

function Offer({ shown: { offer, contract, supply } }: { readonly shown: Shown }) {
  const t = useT();
  const { language } = useLanguage();
  const perUnit = supply.commodity === 'gas' ? '€/Smc' : '€/kWh';
  const price = (value: string) => `${formatUnitPrice(value, language)} ${perUnit}`;
  const { price: terms } = offer;
  const prices: readonly (readonly [string, string])[] =
    terms.kind === 'single'
      ? [[t('offer.price'), price(terms.eurPerUnit)]]
      : terms.kind === 'bands'
        ? [
            [t('offer.band', { band: 'F1' }), price(terms.f1)],
            [t('offer.band', { band: 'F2' }), price(terms.f2)],
            [t('offer.band', { band: 'F3' }), price(terms.f3)],
          ]
        : [[t('offer.price'), t(`offer.indexed.${terms.index}`, { spread: price(terms.spread) })]];
  return (
    <Card title={t('offer.title')} id="offer">
      <Facts
        rows={[
          [t('offer.name'), offer.name],
          ...prices,
          [t('offer.fixed_fee'), t('offer.per_year', { amount: formatEuro(offer.fixedFeeEurPerYear, language) })],
          [
            t('offer.until'),
            offer.validToExclusive === null ? (
              t('offer.open_ended')
            ) : (
              <CivilDate key="until" day={addDays(offer.validToExclusive as LocalDate, -1)} />
            ),
          ],
          [
            t('offer.contract'),
            <>
              {contract.number}, {t('offer.signed_on')} <CivilDate day={contract.signedOn} />
            </>,
          ],
          [
            t('offer.code'),
            <span key="code" style={{ overflowWrap: 'anywhere' }}>
              {offer.code}
            </span>,
          ],
        ]}
      />
    </Card>
  );
}

function Technical({ shown: { supply, meter } }: { readonly shown: Shown }) {
  const t = useT();
  const { language } = useLanguage();
  const unit = supply.commodity === 'gas' ? 'Smc' : 'kWh';
  const kW = (value: string | null) => (value === null ? null : formatQuantity(value, 'kW', language));
  const point = t(`point.${supply.commodity}`);
  return (
    <Card title={t('technical.title')} id="technical">
      <Facts
        rows={[
          [point, <CopyableCode key="point" code={supply.pointCode} label={point} />],
          [t('technical.meter'), meter?.serialNumber],
          [t('technical.corrector'), meter?.correctorSerialNumber],
          [
            t('technical.coefficient'),
            meter?.hasCorrector === true || meter?.conversionCoefficient == null
              ? null
              : formatQuantity(meter.conversionCoefficient, '', language),
          ],
          [t('technical.annual'), <Quantity key="annual" quantity={supply.annualConsumption} unit={unit} />],
          [t('technical.committed'), kW(supply.committedPowerKw)],
          [t('technical.available'), kW(supply.availablePowerKw)],
          [
            t('technical.use'),
            supply.commodity === 'electricity'
              ? t(supply.resident ? 'technical.resident' : 'technical.not_resident')
              : null,
          ],
          [t('technical.profile'), supply.gasProfile?.toUpperCase()],
          [t('technical.distributor'), supply.distributorName],
          [t('supply.since'), <CivilDate key="since" day={supply.startsOn} />],
        ]}
      />
    </Card>
  );
}
