import { addMonths, addMonthsTo, firstDayOf, type LocalDate, monthOf, period } from '@sportello/kernel/calendar';
import { decimal, formatDecimal, sum } from '@sportello/kernel/decimal';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { sql } from 'kysely';
import type { Context, CustomerActor } from '../platform/context.js';
import { maybeRow } from '../platform/database.js';
import { decimalComma, italianCsv, italianDay } from '../platform/italian-csv.js';
import type { FileAnswer, RequestOf, ResponseOf } from '../platform/route.js';
import { findMeters } from '../supply-points/index.js';
import { composeConsumptionHistory, type MonthOfUse } from './domain/consumption-history.js';
import type { MeasureInput } from './domain/measured-spans.js';
import { type FixedHoliday, sumByBand } from './domain/time-bands.js';
import type { portalConsumptionCsvRoute, portalConsumptionRoute } from './portal-consumption-api.js';
import { findCurvesInForce, findReadingsInForce } from './store.pg.js';

type CustomerContext = Context<CustomerActor>;
type Consumption = ResponseOf<typeof portalConsumptionRoute>;
type NotFound = { readonly code: 'metering.not_found' };

/** Share of a household's use in each band when a meter does not tell: only estimates use it. */
const HOUSEHOLD_BANDS = { F1: 33, F2: 31, F3: 36 };

/** How late measures may be before the page shows fewer months than asked. */
const MONTHS_WITHOUT_MEASURE = 3;

type SupplyRow = {
  commodity: 'electricity' | 'gas';
  name: string;
  supplyPointId: string;
  measureMode: 'single' | 'bands' | 'hourly' | 'gas';
  annualConsumption: number;
  startsOn: LocalDate;
  endsOnExclusive: LocalDate | null;
};

const totalOf = (months: readonly MonthOfUse[]): string =>
  formatDecimal(sum(months.map(({ quantity }) => decimal(quantity))));

/** The route with the holidays that decide the bands of load curves, from the tariff folder. */
export const showPortalConsumption =
  (holidays: readonly FixedHoliday[]) =>
  async (
    { db, companyId, clock, actor }: CustomerContext,
    { supplyId, months: count }: RequestOf<typeof portalConsumptionRoute>,
  ): Promise<Result<Consumption, NotFound>> => {
    const supply = await maybeRow(
      db,
      sql<SupplyRow>`
      select supply.commodity, coalesce(nullif(supply.alias, ''), point.street) as name, point.supply_point_id as "supplyPointId",
        point.measure_mode as "measureMode", round(point.annual_consumption)::int as "annualConsumption",
        supply.starts_on as "startsOn", supply.ends_on_exclusive as "endsOnExclusive"
      from contracts_supply supply
      join supply_points_point point on point.company_id = supply.company_id and point.supply_point_id = supply.supply_point_id
      where supply.company_id = ${companyId} and supply.supply_id = ${supplyId} and supply.customer_id = ${actor.customerId}`,
    );
    if (supply === null) return refuse({ code: 'metering.not_found' });

    const tomorrowsMonth = firstDayOf(addMonthsTo(monthOf(clock.today()), 1));
    // Who held the point before or after is nobody's business: measures of other days are left out.
    const first = addMonths(tomorrowsMonth, -2 * count - MONTHS_WITHOUT_MEASURE);
    const from = supply.startsOn > first ? supply.startsOn : first;
    const toExclusive =
      supply.endsOnExclusive !== null && supply.endsOnExclusive < tomorrowsMonth
        ? supply.endsOnExclusive
        : tomorrowsMonth;
    const empty = {
      commodity: supply.commodity,
      supplyName: supply.name,
      unit: supply.commodity === 'gas' ? ('Smc' as const) : ('kWh' as const),
    };
    if (from >= toExclusive) return ok({ ...empty, months: [], total: '0', totalYearBefore: null, readings: [] });

    const held = period(from, toExclusive);
    const pointIds = [supply.supplyPointId];
    const curves = supply.measureMode === 'hourly' ? await findCurvesInForce(db, companyId, pointIds, held) : [];
    const input: MeasureInput = {
      mode: supply.measureMode === 'hourly' ? 'bands' : supply.measureMode,
      meters: await findMeters(db, companyId, pointIds),
      // The reading that closes the day before the supply opens its first interval.
      readings: (await findReadingsInForce(db, companyId, pointIds)).filter(
        ({ readOn }) => readOn >= addMonths(held.from, -3) && readOn < held.toExclusive,
      ),
      curves: curves.map(({ day, quarterWh }) => sumByBand({ day, kind: 'collected', wattHours: quarterWh }, holidays)),
      annualConsumption: supply.annualConsumption,
      bandSplit: HOUSEHOLD_BANDS,
    };
    const history = composeConsumptionHistory(input, held);
    // The last months with a measure: the running one has none yet.
    const lastMonth = history.months.at(-1)?.month ?? monthOf(clock.today());
    const firstShown = addMonthsTo(lastMonth, 1 - count);
    const months = history.months.filter(({ month }) => month >= firstShown);
    const yearBefore = months.map(({ month }) =>
      history.months.find((other) => other.month === addMonthsTo(month, -12)),
    );
    const isComparable = count === 12 && months.length === 12 && yearBefore.every((other) => other?.isWhole === true);
    return ok({
      ...empty,
      months: months.map((of) => ({ ...of, byBand: [...of.byBand] })),
      total: totalOf(months),
      totalYearBefore: isComparable ? totalOf(yearBefore.filter((other) => other !== undefined)) : null,
      readings: history.readings.filter(({ readOn }) => monthOf(readOn) >= firstShown).toReversed(),
    });
  };

const KIND_IN_WORDS = { collected: 'rilevata', self_reported: 'autolettura', estimated: 'stimata' } as const;
const REGISTERS = ['A0', 'A1', 'A2', 'A3', 'M', 'C'] as const;
const CSV_HEAD = [
  'Data lettura',
  'Tipo lettura',
  'Matricola',
  'Totale kWh',
  'F1 kWh',
  'F2 kWh',
  'F3 kWh',
  'Contatore mc',
  'Correttore Smc',
  'Coefficiente C',
  'Consumo',
  'Unità',
];

export const downloadPortalConsumptionCsv =
  (holidays: readonly FixedHoliday[]) =>
  async (
    context: CustomerContext,
    input: RequestOf<typeof portalConsumptionCsvRoute>,
  ): Promise<Result<FileAnswer, NotFound>> => {
    const shown = await showPortalConsumption(holidays)(context, input);
    if (!shown.ok) return shown;
    const { readings, months, unit } = shown.value;
    const fileName = `consumi-${context.clock.today()}.csv`;
    const mediaType = 'text/csv; charset=utf-8';
    // A meter that sends its load curve has no readings: its months are what there is.
    if (readings.length === 0) {
      const lines = months.map(({ month, quantity, byOrigin }) => [
        month,
        decimalComma(quantity),
        decimalComma(byOrigin.estimated),
        unit,
      ]);
      return ok({ fileName, mediaType, content: italianCsv(['Mese', 'Consumo', 'Di cui stimato', 'Unità'], lines) });
    }
    const content = italianCsv(
      CSV_HEAD,
      readings.map((reading) => [
        italianDay(reading.readOn),
        KIND_IN_WORDS[reading.kind],
        reading.serialNumber,
        ...REGISTERS.map((register) => decimalComma(reading.registers[register] ?? '')),
        decimalComma(reading.coefficient ?? ''),
        decimalComma(reading.quantity ?? ''),
        unit,
      ]),
    );
    return ok({ fileName, mediaType, content });
  };
