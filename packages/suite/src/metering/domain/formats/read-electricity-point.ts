import { daysInMonth, hoursIn, isLocalDate, type LocalDate, type Month } from '@sportello/kernel/calendar';
import { parsePod } from '@sportello/kernel/identifiers';
import type { ReadingKind, RegisterValues } from '../reading.js';
import type {
  Collection,
  CurveDay,
  CurveRecord,
  FlowRecord,
  MeterChangeRecord,
  MeterEnd,
  MeterFacts,
} from './flow-record.js';
import { childOf, childrenOf, type PointFields } from './point-fields.js';
import type { XmlNode } from './read-xml-sections.js';

const COLLECTIONS: Readonly<Record<'P' | 'S' | 'V' | 'T' | 'AC', Collection>> = {
  P: 'periodic',
  S: 'switch',
  V: 'holder_change',
  T: 'technical_service',
  AC: 'self_reading',
};
const BAND_REGISTERS = [
  ['EaF1', 'A1'],
  ['EaF2', 'A2'],
  ['EaF3', 'A3'],
] as const;

/** Cancellation without another measure (Motivazione of a rectification). */
const CANCELS = '3';

/** The active-energy dials of a measure: `EaF1…EaF3` per band, `EaM` in one. Reactive energy and power are not billed yet. */
function registersOf(fields: PointFields, node: XmlNode, dials: 'bands' | 'single' | 'any'): RegisterValues | null {
  const values: { -readonly [R in keyof RegisterValues]: RegisterValues[R] } = {};
  const needsBands = dials === 'bands' || (dials === 'any' && fields.text(node, 'EaM') === null);
  if (needsBands) {
    for (const [element, register] of BAND_REGISTERS) {
      const value = fields.requiredRegister(node, element);
      if (value !== null) values[register] = value;
    }
  } else {
    const value = fields.requiredRegister(node, 'EaM');
    if (value !== null) values.A0 = value;
  }
  return Object.keys(values).length === 0 ? null : values;
}

const WATT_HOURS = /^(\d{1,7})(?:,(\d{1,3})0*)?$/;

/** kWh with a comma → whole watt-hours; null for anything else. */
function toWattHours(text: string): number | null {
  const match = WATT_HOURS.exec(text.trim());
  if (match === null) return null;
  return Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
}

/**
 * Numbers of the quarter-hours that a row of a day carries. In spring E9–E12 (02:00–03:00) do not exist; in autumn
 * the first row (`Dst="2"`) goes up to E12 and the second (`Dst="3"`) starts again from E9.
 */
function quartersOfRow(day: LocalDate, dst: string, row: XmlNode): readonly number[] | null {
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const hours = hoursIn(day);
  if (hours === 25 && dst === '2') return range(1, 12);
  if (hours === 25 && dst === '3') return range(9, 96);
  if (hours === 25) return row.attributes.has('e97') ? range(1, 100) : null;
  if (hours === 23) return [...range(1, 8), ...range(13, 96)];
  return dst === '' || dst === '0' ? range(1, 96) : null;
}

/** The rows `<Ea E1="0,015" …>02</Ea>` of a month as days of watt-hours, each with all its quarter-hours. */
function curveDaysOf(fields: PointFields, rows: readonly XmlNode[], month: Month): readonly CurveDay[] {
  const days = new Map<LocalDate, { readonly parts: Map<string, readonly number[]>; readonly row: XmlNode }>();
  for (const row of rows) {
    const text = row.text.trim();
    const day = `${month}-${text}`;
    if (!/^\d{2}$/.test(text) || !isLocalDate(day)) {
      fields.wrong(row, `01 – ${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`);
      continue;
    }
    const dst = row.attributes.get('dst')?.trim() ?? '';
    const quarters = quartersOfRow(day, dst, row);
    const parts = days.get(day)?.parts ?? new Map<string, readonly number[]>();
    if (quarters === null || parts.has(dst)) {
      fields.fault('metering.flow_curve_day', '904', {
        node: row,
        value: `Dst="${dst}"`,
        expected: `${hoursIn(day) * 4}`,
      });
      continue;
    }
    const wattHours: number[] = [];
    for (const [attribute, value] of row.attributes) {
      const quarter = /^e(\d{1,3})$/.exec(attribute)?.[1];
      if (quarter === undefined || value.trim() === '' || quarters.includes(Number(quarter))) continue;
      fields.fault('metering.flow_curve_day', '904', {
        node: row,
        value: `E${quarter}="${value}"`,
        expected: `${hoursIn(day) * 4}`,
      });
    }
    for (const quarter of quarters) {
      const value = row.attributes.get(`e${quarter}`) ?? '';
      const parsed = toWattHours(value);
      if (parsed !== null) wattHours.push(parsed);
      else if (value.trim() === '') {
        fields.fault('metering.flow_curve_day', '904', {
          node: row,
          value: `E${quarter}=""`,
          expected: `${hoursIn(day) * 4}`,
        });
        break;
      } else {
        fields.fault('metering.flow_field_value', '011', {
          node: row,
          value: `E${quarter}="${value}"`,
          expected: '0 – 9999999,999',
        });
        break;
      }
    }
    parts.set(dst, wattHours);
    days.set(day, { parts, row });
  }
  const inOrder = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([day, { parts, row }]) => {
    const wattHours = [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, values]) => values);
    if (fields.faults.length === 0 && wattHours.length !== hoursIn(day) * 4) {
      fields.fault('metering.flow_curve_day', '904', {
        node: row,
        value: `${wattHours.length}`,
        expected: `${hoursIn(day) * 4}`,
      });
    }
    return { day, wattHours };
  });
}

function readMeterChange(
  fields: PointFields,
  base: Pick<FlowRecord, 'flow' | 'commodity' | 'pointCode' | 'line' | 'column'>,
): readonly MeterChangeRecord[] {
  const { node } = fields;
  const changedOn = fields.day(node, 'DataMisura');
  const startsSecondGeneration = fields.text(node, 'Motivazione') === '01';
  if (startsSecondGeneration) fields.requiredText(node, 'DataMessaRegime2G', 'dd/MM/yyyy');
  const endOf = (name: 'Smontaggio' | 'Montaggio'): MeterEnd | null => {
    const part = childOf(node, name);
    if (part === null) return fields.missing(node, name, 'Matricola, TipoMisuratore, Ea…');
    const type = fields.choice(part, 'TipoMisuratore', ['G', 'E', 'T']);
    const serialNumber = fields.requiredText(part, 'Matricola');
    const nature = fields.choice(part, 'TipoDato', ['E', 'S']);
    const registers = registersOf(fields, part, type === 'G' ? 'bands' : 'single');
    if (serialNumber === null || registers === null) return null;
    return {
      serialNumber,
      registers,
      readingKind: nature === 'S' ? 'estimated' : 'collected',
      hasCorrector: null,
      conversionCoefficient: null,
    };
  };
  const [removed, installed] = [endOf('Smontaggio'), endOf('Montaggio')];
  if (changedOn === null || removed === null || installed === null) return [];
  return [
    {
      ...base,
      kind: 'meter_change',
      changedOn,
      removed,
      installed: { ...installed, isReadRemotely: startsSecondGeneration },
    },
  ];
}

/**
 * Read one `DatiPod`. Faults are left in `fields`; the records count only when there are none.
 *
 * @source  reference 7.1 and 7.2: M, F, C need DataMisura, O needs MeseAnno; S and V need CodPrat_SII; S, V, T need
 *          DataPrest; Ka is required outside hourly flows of the first generation; an estimate says why.
 */
export function readElectricityPoint(fields: PointFields): readonly FlowRecord[] {
  const { node, context } = fields;
  const { flow } = context;
  const pointCode = fields.readPointCode('Pod', parsePod, 'IT000E00000000');
  const base = { flow, commodity: 'electricity', pointCode, line: node.line, column: node.column } as const;
  if (flow === 'SMIS') return readMeterChange(fields, base);

  const family = flow.replace('2G', '');
  const isRectification = family === 'RNO' || family === 'RFO';
  const point = childOf(node, 'DatiPdp');
  const cancels = isRectification && fields.text(node, 'Motivazione') === CANCELS;
  const measure = childOf(node, 'Misura');
  const curve = childOf(node, 'Curva');

  if (point === null && !cancels) {
    fields.missing(node, 'DatiPdp', 'Trattamento, Ka');
    return [];
  }
  const treatment = point === null ? null : fields.choice(point, 'Trattamento', ['O', 'F', 'M', 'C']);
  const isHourly = treatment === 'O';
  const month = isHourly || fields.text(node, 'MeseAnno') !== null ? fields.month(node, 'MeseAnno') : null;
  const readOn = treatment !== null && isHourly ? null : fields.day(node, 'DataMisura');
  fields.inMonth(node, 'DataMisura', readOn, month);
  if (point !== null && isHourly && (family === 'PNO' || family === 'VNO' || family === 'RNO')) {
    fields.wrong(childOf(point, 'Trattamento') ?? point, 'F, M, C');
  }
  const multiplier = fields.factor(point, 'Ka');
  if (
    point !== null &&
    multiplier === null &&
    fields.text(point, 'Ka') === null &&
    (flow.endsWith('2G') || !isHourly)
  ) {
    fields.missing(point, 'Ka', '0 < n <= 100000');
  }
  const meter: MeterFacts = {
    serialNumber: fields.text(point, 'Matricola'),
    digits: null,
    correctorDigits: null,
    hasCorrector: null,
    multiplier,
    conversionCoefficient: null,
  };
  const reason = fields.text(node, 'Motivazione');

  if (cancels) {
    if (measure !== null) fields.wrong(measure, '');
    return readOn === null ? [] : [{ ...base, kind: 'rectification', readOn, reason, corrected: null, meter }];
  }
  if (
    fields.yesNo(point, 'Forfait') === true ||
    (measure === null && curve === null && childOf(node, 'Consumo') !== null)
  ) {
    if (childOf(node, 'Consumo') === null) fields.missing(node, 'Consumo', 'DataInizioPeriodo …');
    return [{ ...base, kind: 'set_aside', reason: 'consumption_only' }];
  }
  const container = curve ?? measure;
  if (container === null) {
    fields.missing(node, isHourly ? 'Curva' : 'Misura', 'TipoDato, Ea…');
    return [];
  }

  const collectionCode = fields.choice(container, 'Raccolta', ['P', 'S', 'V', 'T', 'AC']) ?? 'P';
  const nature = fields.choice(container, 'TipoDato', ['E', 'S']);
  if (nature === 'S' && fields.text(container, 'MotivazioneStima') === null && !isHourly) {
    fields.missing(container, 'MotivazioneStima', 'code');
  }
  const practiceCode = fields.text(node, 'CodPrat_SII');
  if ((collectionCode === 'S' || collectionCode === 'V') && practiceCode === null) {
    fields.missing(node, 'CodPrat_SII', 'SII…');
  }
  if (['S', 'V', 'T'].includes(collectionCode)) fields.day(node, 'DataPrest');
  const isValidated = fields.text(container, 'Validato')?.toUpperCase() !== 'N';
  const readingKind: ReadingKind =
    collectionCode === 'AC' ? 'self_reported' : nature === 'S' ? 'estimated' : 'collected';

  if (isHourly) {
    const rows = [
      ...(measure === null ? [] : childrenOf(measure, 'Ea')),
      ...(curve === null ? [] : childrenOf(curve, 'Ea')),
    ];
    if (rows.length === 0) fields.missing(container, 'Ea', 'E1 … E96');
    if (month === null) return [];
    const record: CurveRecord = {
      ...base,
      kind: 'curve',
      month,
      readingKind: readingKind === 'estimated' ? 'estimated' : 'collected',
      isValidated,
      isRectification,
      days: curveDaysOf(fields, rows, month),
      meter,
    };
    return [record];
  }
  const registers = registersOf(fields, container, treatment === 'F' ? 'bands' : treatment === 'M' ? 'single' : 'any');
  if (readOn === null || registers === null) return [];
  const read = { readOn, readingKind, registers, isValidated };
  if (isRectification) return [{ ...base, kind: 'rectification', readOn, reason, corrected: read, meter }];
  return [{ ...base, ...read, kind: 'reading', collection: COLLECTIONS[collectionCode], practiceCode, meter }];
}
