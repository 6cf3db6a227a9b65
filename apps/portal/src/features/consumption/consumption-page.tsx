import {
  compare,
  decimal,
  divide,
  formatDecimal,
  isNegative,
  isZero,
  maximum,
  multiply,
  negate,
  subtract,
  ZERO,
} from '@sportello/kernel/decimal';
import { portalSuppliesRoute } from '@sportello/suite/contracts/portal-api';
import { portalBilledReadingsRoute } from '@sportello/suite/invoicing/portal-api';
import { portalConsumptionCsvRoute, portalConsumptionRoute } from '@sportello/suite/metering/portal-consumption-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { StatusBadge } from '@sportello/ui/components/status-badge.tsx';
import { TableRegion } from '@sportello/ui/components/table-region.tsx';
import { CivilDate, Quantity } from '@sportello/ui/components/values.tsx';
import { formatMonth, formatNumber, formatQuantity } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { DownloadButton } from '../../parts/download-button.tsx';
import { nameOfSupply } from '../../parts/supply-words.tsx';
import { useT } from '../../sentences/index.js';
import { Card, Page } from '../../shell/page.tsx';
import { ConsumptionChart } from './consumption-chart.tsx';

type Consumption = AnswerOf<typeof portalConsumptionRoute>;
const SPANS = ['12', '24', '36'] as const;
const KIND_TONES = { collected: 'success', self_reported: 'info', estimated: 'warning' } as const;
const REGISTERS = ['A0', 'A1', 'A2', 'A3', 'M', 'C'] as const;

export function ConsumptionPage() {
  const t = useT();
  const { supplyId } = useParams({ from: '/signed-in/supplies/$supplyId/consumption' });
  const search = useSearch({ from: '/signed-in/supplies/$supplyId/consumption' });
  const span = SPANS.find((known) => known === search.months) ?? '12';
  const input = { supplyId, months: Number(span) };
  const query = useRead(portalConsumptionRoute, input);
  const supplies = useRead(portalSuppliesRoute, {});
  const others = supplies.data?.rows.filter(({ state }) => state !== 'future') ?? [];
  const title =
    query.data === undefined
      ? t('consumption.title')
      : t('consumption.title_of', {
          commodity: t(`commodity.${query.data.commodity}`).toLowerCase(),
          name: query.data.supplyName,
        });
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
      {others.length > 1 && (
        <nav className="chips" aria-label={t('choose.consumption.title')}>
          {others.map((supply) => (
            <Link
              key={supply.supplyId}
              to="/supplies/$supplyId/consumption"
              params={{ supplyId: supply.supplyId }}
              className="chip"
              aria-current={supply.supplyId === supplyId ? 'true' : undefined}
            >
              {`${t(`commodity.${supply.commodity}`)}, ${nameOfSupply(supply)}`}
            </Link>
          ))}
        </nav>
      )}
      <nav className="chips" aria-label={t('consumption.span')}>
        {SPANS.map((months) => (
          <Link
            key={months}
            to="/supplies/$supplyId/consumption"
            params={{ supplyId }}
            search={{ months }}
            replace
            className="chip"
            aria-current={months === span ? 'true' : undefined}
          >
            {t('consumption.months', { count: months })}
          </Link>
        ))}
      </nav>
      <QueryView query={query} refused={missing}>
        {(shown) =>
          shown.months.length === 0 ? (
            <EmptyState title={t('consumption.empty.title')}>{t('consumption.empty.text')}</EmptyState>
          ) : (
            <div className="stack">
              <Chart shown={shown} />
              <Readings shown={shown} supplyId={supplyId} />
              <div>
                <DownloadButton
                  route={portalConsumptionCsvRoute}
                  input={input}
                  fileName="consumi.csv"
                  label={t('consumption.csv')}
                />
              </div>
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}

/** The finding as the title: how much, and how it compares with the year before. */
function useFinding({ months, total, totalYearBefore, unit }: Consumption): string {
  const t = useT();
  const { language } = useLanguage();
  const values = { total: formatQuantity(total, unit, language), count: months.length };
  if (totalYearBefore === null || isZero(decimal(totalYearBefore))) return t('consumption.finding', values);
  const change = divide(
    multiply(subtract(decimal(total), decimal(totalYearBefore)), decimal('100')),
    decimal(totalYearBefore),
    0,
  );
  if (isZero(change)) return t('consumption.finding_same', values);
  const percent = formatDecimal(isNegative(change) ? negate(change) : change);
  return t(isNegative(change) ? 'consumption.finding_less' : 'consumption.finding_more', { ...values, percent });
}

function Chart({ shown }: { readonly shown: Consumption }) {
  const t = useT();
  const { language } = useLanguage();
  const finding = useFinding(shown);
  const { months, unit } = shown;
  const highest = months.reduce((best, { quantity }) => maximum(best, decimal(quantity)), ZERO);
  const top = months.find(({ quantity }) => compare(decimal(quantity), highest) === 0);
  const bands = months[0]?.byBand.map(({ band }) => band).filter((band) => band.startsWith('F') && band !== 'F0') ?? [];
  return (
    <Card title={finding} id="finding">
      {top !== undefined && (
        <p style={{ marginTop: 0 }} className="quiet">
          {t('consumption.highest', {
            month: formatMonth(top.month, language),
            quantity: formatQuantity(top.quantity, unit, language),
          })}
        </p>
      )}
      <ConsumptionChart months={months} unit={unit} />
      <details className="fold">
        <summary>{t('consumption.as_table')}</summary>
        <TableRegion name={t('table.region', { name: t('consumption.by_month') })}>
          <table className="sp-table">
            <caption>{t('consumption.by_month')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('consumption.month')}</th>
                <th scope="col" className="sp-number">{`${t('consumption.used')} (${unit})`}</th>
                {bands.map((band) => (
                  <th key={band} scope="col" className="sp-number">
                    {band}
                  </th>
                ))}
                <th scope="col" className="sp-number">
                  {t('consumption.of_which_estimated')}
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, quantity, byBand, byOrigin, isWhole }) => (
                <tr key={month}>
                  <th scope="row">
                    {formatMonth(month, language)}
                    {!isWhole && ` (${t('consumption.part')})`}
                  </th>
                  <td className="sp-number">{formatNumber(quantity, language)}</td>
                  {bands.map((band) => (
                    <td key={band} className="sp-number">
                      {formatNumber(byBand.find((of) => of.band === band)?.quantity ?? '0', language)}
                    </td>
                  ))}
                  <td className="sp-number">{formatNumber(byOrigin.estimated, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableRegion>
      </details>
    </Card>
  );
}

function Readings({ shown: { readings, unit }, supplyId }: { readonly shown: Consumption; readonly supplyId: string }) {
  const t = useT();
  const billed = useRead(portalBilledReadingsRoute, { supplyId });
  const lastBilled = billed.data?.rows.reduce((last, { readOn }) => (readOn > last ? readOn : last), '') ?? null;
  const billOf = ({ serialNumber, readOn, kind }: Consumption['readings'][number]) =>
    billed.data?.rows.find((row) => row.serialNumber === serialNumber && row.readOn === readOn && row.kind === kind);
  const { language } = useLanguage();
  const registers = REGISTERS.filter((register) =>
    readings.some((reading) => reading.registers[register] !== undefined),
  );
  const hasCoefficient = readings.some(({ coefficient }) => coefficient !== null);
  if (readings.length === 0)
    return (
      <Card title={t('consumption.readings')} id="readings">
        <p style={{ margin: 0 }}>{t('consumption.curves_only')}</p>
      </Card>
    );
  return (
    <Card title={t('consumption.readings')} id="readings">
      <TableRegion name={t('table.region', { name: t('consumption.readings') })}>
        <table className="sp-table">
          <caption className="sp-only-read">{t('consumption.readings')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('consumption.date')}</th>
              {registers.map((register) => (
                <th key={register} scope="col" className="sp-number">
                  {t(`register.${register}`)}
                </th>
              ))}
              <th scope="col">{t('consumption.kind')}</th>
              <th scope="col" className="sp-number">{`${t('consumption.used')} (${unit})`}</th>
              {hasCoefficient && (
                <th scope="col" className="sp-number">
                  {t('technical.coefficient')}
                </th>
              )}
              <th scope="col">{t('technical.meter')}</th>
              <th scope="col">{t('consumption.bill')}</th>
            </tr>
          </thead>
          <tbody>
            {readings.map((reading) => (
              <tr key={`${reading.serialNumber} ${reading.readOn}`}>
                <th scope="row">
                  <CivilDate day={reading.readOn} />
                </th>
                {registers.map((register) => (
                  <td key={register} className="sp-number">
                    {reading.registers[register] === undefined
                      ? '–'
                      : formatQuantity(reading.registers[register] ?? '0', '', language)}
                  </td>
                ))}
                <td>
                  <StatusBadge tone={KIND_TONES[reading.kind]}>{t(`reading.kind.${reading.kind}`)}</StatusBadge>
                </td>
                <td className="sp-number">
                  {reading.quantity === null ? (
                    t('consumption.first')
                  ) : (
                    <Quantity quantity={reading.quantity} unit="" />
                  )}
                </td>
                {hasCoefficient && (
                  <td className="sp-number">
                    {reading.coefficient === null ? '–' : formatQuantity(reading.coefficient, '', language)}
                  </td>
                )}
                <td>{reading.serialNumber}</td>
                <td>
                  <BillLink bill={billOf(reading)} isToCome={lastBilled !== null && reading.readOn > lastBilled} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
    </Card>
  );
}

type Billed = AnswerOf<typeof portalBilledReadingsRoute>['rows'][number];

function BillLink({ bill, isToCome }: { readonly bill: Billed | undefined; readonly isToCome: boolean }) {
  const t = useT();
  if (bill === undefined) return <span className="quiet">{isToCome ? t('consumption.not_billed') : '–'}</span>;
  return (
    <Link to="/invoices/$invoiceId" params={{ invoiceId: bill.invoiceId }} className="row-link nowrap">
      {bill.number}
    </Link>
  );
}
