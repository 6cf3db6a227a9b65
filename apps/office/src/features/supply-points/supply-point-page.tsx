import { pointSuppliesRoute } from '@sportello/suite/contracts/office-api';
import { pointReadingsRoute } from '@sportello/suite/metering/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { supplyPointRoute } from '@sportello/suite/supply-points/office-api';
import { GAS_TERRITORIES } from '@sportello/suite/tariffs/domain/gas-territory';
import { useRead } from '@sportello/ui/client/use-route';
import { CopyableCode } from '@sportello/ui/components/copyable-code.tsx';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import { CivilDate, Quantity } from '@sportello/ui/components/values.tsx';
import { groupByFour } from '@sportello/ui/format/format';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Facts } from '../../parts/facts.tsx';
import { type Column, ListTable, Pager } from '../../parts/list-table.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { RecordQuery } from '../../parts/record-query.tsx';
import { CommodityLabel, SupplyBadge } from '../../parts/states.tsx';
import { useVisit } from '../../shell/recent.ts';
import { useT } from '../../words/words.ts';

type Point = AnswerOf<typeof supplyPointRoute>;
type Meter = Point['meters'][number];
type Reading = AnswerOf<typeof pointReadingsRoute>['rows'][number];
type Supply = AnswerOf<typeof pointSuppliesRoute>['rows'][number];

/** The region as people write it; a code we do not know stays as it is. */
const territoryName = (code: string | null): string | null =>
  Object.entries(GAS_TERRITORIES).find(([known]) => known === code)?.[1].name ?? code;

export function SupplyPointPage() {
  const t = useT();
  const { supplyPointId } = useParams({ from: '/inside/supply-points/$supplyPointId' });
  const point = useRead(supplyPointRoute, { supplyPointId });
  return (
    <RecordQuery kind={t('point')} query={point}>
      {(value) => <PointView key={value.supplyPointId} point={value} />}
    </RecordQuery>
  );
}

function PointView({ point }: { readonly point: Point }) {
  const t = useT();
  const { supplyPointId, code, commodity, city } = point;
  useVisit({ kind: 'supply_point', id: supplyPointId, title: code, detail: city });
  const unit = commodity === 'gas' ? 'Smc' : 'kWh';
  return (
    <Page
      title={t('point.title', { kind: t(commodity === 'gas' ? 'pdr' : 'pod'), code: groupByFour(code) })}
      above={<Link to="/supply-points">{t('place.points')}</Link>}
      actions={<CommodityLabel commodity={commodity} />}
    >
      <div className="of-columns">
        <Card title={t('point.technical')}>
          <Facts
            facts={[
              [t('point.code'), <CopyableCode key="code" code={code} label={t('point.code')} />],
              [t('address'), `${point.street}, ${point.postalCode} ${point.city} (${point.province})`],
              [t('point.distributor'), point.distributorName],
              [t('point.measure_mode'), t(`measure_mode.${point.measureMode}`)],
              [t('point.remote'), t(point.remoteRead ? 'yes' : 'no')],
              [
                t('point.available_power'),
                point.availablePowerKw === null ? null : (
                  <Quantity key="power" quantity={point.availablePowerKw} unit="kW" />
                ),
              ],
              [t('point.gas_area'), point.gasArea],
              [t('point.gas_territory'), territoryName(point.gasTerritory)],
              [t('point.gas_profile'), point.gasProfile?.toUpperCase()],
              [t('point.remi'), point.remiCode],
              [t('point.annual'), <Quantity key="annual" quantity={point.annualConsumption} unit={unit} />],
            ]}
          />
        </Card>
        <Holders supplyPointId={supplyPointId} />
      </div>
      <Card title={t('point.meters')} isFlush={point.meters.length > 0}>
        {point.meters.length === 0 ? (
          <p className="of-muted">{t('point.no_meters')}</p>
        ) : (
          <Meters meters={point.meters} isGas={commodity === 'gas'} />
        )}
      </Card>
      <Readings supplyPointId={supplyPointId} />
    </Page>
  );
}

function Holders({ supplyPointId }: { readonly supplyPointId: string }) {
  const t = useT();
  const supplies = useRead(pointSuppliesRoute, { supplyPointId });
  const columns: readonly Column<Supply>[] = [
    {
      key: 'customer',
      header: t('point.holder'),
      cell: ({ customerId, customerName }) => (
        <Link to="/customers/$customerId" params={{ customerId }}>
          {customerName}
        </Link>
      ),
    },
    { key: 'offer', header: t('offer'), isWide: true, cell: ({ offerName }) => offerName },
    { key: 'from', header: t('supply.from'), cell: ({ startsOn }) => <CivilDate day={startsOn} /> },
    {
      key: 'to',
      header: t('supply.to'),
      isWide: true,
      cell: ({ endsOnExclusive }) => (endsOnExclusive === null ? '–' : <CivilDate day={endsOnExclusive} />),
    },
    { key: 'state', header: t('state'), cell: ({ state }) => <SupplyBadge state={state} /> },
  ];
  return (
    <QueryView query={supplies} lines={2}>
      {({ rows }) => (
        <Card title={t('point.holders')} isFlush={rows.length > 0}>
          {rows.length === 0 ? (
            <p className="of-muted">{t('point.no_holders')}</p>
          ) : (
            <ListTable caption={t('point.holders')} columns={columns} rows={rows} rowKey={({ supplyId }) => supplyId} />
          )}
        </Card>
      )}
    </QueryView>
  );
}

function Meters({ meters, isGas }: { readonly meters: readonly Meter[]; readonly isGas: boolean }) {
  const t = useT();
  const columns: readonly Column<Meter>[] = [
    { key: 'serial', header: t('meter.serial'), cell: ({ serialNumber }) => serialNumber },
    { key: 'from', header: t('meter.from'), cell: ({ installedFrom }) => <CivilDate day={installedFrom} /> },
    {
      key: 'to',
      header: t('meter.to'),
      cell: ({ removedFrom }) => (removedFrom === null ? t('meter.installed') : <CivilDate day={removedFrom} />),
    },
    { key: 'digits', header: t('meter.digits'), isNumber: true, cell: ({ digits }) => digits },
    ...(isGas
      ? [
          { key: 'class', header: t('meter.class'), isWide: true, cell: ({ meterClass }: Meter) => meterClass },
          {
            key: 'corrector',
            header: t('meter.corrector'),
            isWide: true,
            cell: ({ hasCorrector, correctorSerialNumber }: Meter) =>
              hasCorrector ? (correctorSerialNumber ?? t('yes')) : t('no'),
          },
          {
            key: 'coefficient',
            header: t('meter.coefficient'),
            isNumber: true,
            isWide: true,
            cell: ({ conversionCoefficient }: Meter) =>
              conversionCoefficient === null ? '–' : <Quantity quantity={conversionCoefficient} unit="" />,
          },
        ]
      : [
          {
            key: 'multiplier',
            header: t('meter.multiplier'),
            isNumber: true,
            isWide: true,
            cell: ({ multiplier }: Meter) => <Quantity quantity={multiplier} unit="" />,
          },
        ]),
  ];
  return (
    <ListTable
      caption={t('point.meters')}
      columns={columns}
      rows={meters}
      rowKey={({ meterId }) => meterId}
      rowClass={({ removedFrom }) => (removedFrom === null ? undefined : 'of-faded')}
    />
  );
}

function Readings({ supplyPointId }: { readonly supplyPointId: string }) {
  const t = useT();
  const search = useSearch({ from: '/inside/supply-points/$supplyPointId' });
  const navigate = useNavigate({ from: '/supply-points/$supplyPointId' });
  const page = Math.max(1, Number(search.page ?? '1') || 1);
  const readings = useRead(pointReadingsRoute, { supplyPointId, page });
  const columns: readonly Column<Reading>[] = [
    { key: 'day', header: t('reading.read_on'), cell: ({ readOn }) => <CivilDate day={readOn} /> },
    {
      key: 'values',
      header: t('reading.values'),
      cell: ({ registers }) => (
        <span className="of-strip" style={{ columnGap: 16 }}>
          {Object.entries(registers).map(([register, value]) => (
            <span key={register}>
              <span className="of-muted">{t(`register.${register as 'A0'}`)}</span>{' '}
              <Quantity quantity={value} unit="" />
            </span>
          ))}
        </span>
      ),
    },
    {
      key: 'kind',
      header: t('reading.kind'),
      cell: ({ kind, inForce }) =>
        inForce ? t(`reading.kind.${kind}`) : t('reading.rectified', { kind: t(`reading.kind.${kind}`) }),
    },
    { key: 'meter', header: t('meter'), isWide: true, cell: ({ serialNumber }) => serialNumber },
    {
      key: 'source',
      header: t('reading.source'),
      isWide: true,
      cell: ({ source, fileName }) => fileName ?? t(`source.${source as 'portal'}`),
    },
  ];
  return (
    <QueryView query={readings}>
      {({ rows, total, pageSize }) => (
        <Card title={t('point.readings')} isFlush={rows.length > 0}>
          {rows.length === 0 ? (
            <p className="of-muted">{t('point.no_readings')}</p>
          ) : (
            <>
              <ListTable
                caption={t('point.readings')}
                columns={columns}
                rows={rows}
                rowKey={({ readingId }) => readingId}
                rowClass={({ inForce }) => (inForce ? undefined : 'of-faded')}
              />
              <div style={{ padding: 12 }}>
                <Pager
                  page={page}
                  pageSize={pageSize}
                  total={total}
                  onPage={(next) => void navigate({ search: next === 1 ? {} : { page: String(next) }, replace: true })}
                />
              </div>
            </>
          )}
        </Card>
      )}
    </QueryView>
  );
}
