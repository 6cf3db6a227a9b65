import { parsePdr } from '@sportello/kernel/identifiers';
import type { ReadingKind, RegisterValues } from '../reading.js';
import type { Collection, FlowRecord, MeterChangeRecord, MeterEnd, MeterFacts } from './flow-record.js';
import { childOf, childrenOf, type PointFields } from './point-fields.js';
import type { XmlNode } from './read-xml-sections.js';

const COLLECTIONS: Readonly<Record<'P' | 'S' | 'V' | 'T' | 'AC', Collection>> = {
  P: 'periodic',
  S: 'switch',
  V: 'holder_change',
  T: 'technical_service',
  AC: 'self_reading',
};

/** `let_tot_prel` → M, `let_tot_conv` → C. With a converter (`pre_conv` SI) its total is required: it is what is billed. */
function registersOf(
  fields: PointFields,
  node: XmlNode,
  hasCorrector: boolean | null,
  names: { readonly meter: string; readonly corrector: string },
): RegisterValues | null {
  const meterUnits =
    hasCorrector === true ? fields.register(node, names.meter) : fields.requiredRegister(node, names.meter);
  const correctorUnits =
    hasCorrector === true ? fields.requiredRegister(node, names.corrector) : fields.register(node, names.corrector);
  if (meterUnits === null && correctorUnits === null) return null;
  return { ...(meterUnits !== null && { M: meterUnits }), ...(correctorUnits !== null && { C: correctorUnits }) };
}

const READING_TOTALS = { meter: 'let_tot_prel', corrector: 'let_tot_conv' };
const INTERVENTION_TOTALS = { meter: 'let_misuratore', corrector: 'let_correttore' };

const kindOf = (collection: Collection, type: string | null): ReadingKind => {
  if (collection === 'self_reading') return 'self_reported';
  return type?.toUpperCase() === 'S' ? 'estimated' : 'collected';
};

/** IGMG: intervention on the meter group (intervento sul gruppo di misura). */
function readMeterChange(
  fields: PointFields,
  base: Pick<FlowRecord, 'flow' | 'commodity' | 'pointCode' | 'line' | 'column'>,
): readonly MeterChangeRecord[] {
  const { node } = fields;
  const changedOn = fields.day(node, 'data_misura');
  const endOf = (name: 'Pre-int' | 'Post-int'): MeterEnd | null => {
    const part = childOf(node, name);
    if (part === null) return fields.missing(node, name, 'matr_mis, let_misuratore');
    const serialNumber = fields.requiredText(part, 'matr_mis');
    const hasCorrector = fields.yesNo(part, 'pre_conv');
    const registers = registersOf(fields, part, hasCorrector, INTERVENTION_TOTALS);
    const conversionCoefficient = fields.factor(part, 'coeff_corr');
    if (serialNumber === null || registers === null) return null;
    const readingKind = kindOf('technical_service', fields.text(part, 'tipo_let'));
    return { serialNumber, registers, readingKind, hasCorrector, conversionCoefficient };
  };
  const [removed, installed] = [endOf('Pre-int'), endOf('Post-int')];
  if (changedOn === null || removed === null || installed === null) return [];
  const isReadRemotely = fields.yesNo(childOf(node, 'Post-int'), 'telegestione') ?? false;
  return [{ ...base, kind: 'meter_change', changedOn, removed, installed: { ...installed, isReadRemotely } }];
}

/**
 * Read one `DatiPdr`: a reading, the daily readings of a month, a rectification or a change of meter. Faults are
 * left in `fields`; the records count only when there are none.
 *
 * @source  reference 7.3: TGL is daily and inside its month; S and V need CodPrat_SII; S, V, T need data_prest; TML
 *          and TGL taken on a round say how the visit ended.
 */
export function readGasPoint(fields: PointFields): readonly FlowRecord[] {
  const { node, context } = fields;
  const { flow } = context;
  const pointCode = fields.readPointCode('cod_pdr', parsePdr, '14 digits');
  const base = { flow, commodity: 'gas', pointCode, line: node.line, column: node.column } as const;
  if (flow === 'IGMG') return readMeterChange(fields, base);

  const isRectification = flow === 'RML';
  const technical = childOf(node, 'DatiTecnPdrRett') ?? childOf(node, 'DatiTecnPdr');
  if (technical === null) {
    fields.missing(node, 'DatiTecnPdr', 'matr_mis, Raccolta');
    return [];
  }
  const isDaily = flow === 'TGL';
  const month = isDaily || fields.text(node, 'mese_comp') !== null ? fields.month(node, 'mese_comp') : null;
  const treatment = fields.text(technical, 'Trattamento');
  if (isDaily && treatment !== 'G') fields.wrong(childOf(technical, 'Trattamento') ?? technical, 'G');

  const collectionCode =
    isRectification && fields.text(technical, 'Raccolta') === null
      ? 'P'
      : (fields.choice(technical, 'Raccolta', ['P', 'S', 'V', 'T', 'AC']) ?? 'P');
  const collection = COLLECTIONS[collectionCode];
  const practiceCode = fields.text(node, 'CodPrat_SII');
  if ((collectionCode === 'S' || collectionCode === 'V') && practiceCode === null) {
    fields.missing(node, 'CodPrat_SII', 'SII…');
  }
  if (['S', 'V', 'T'].includes(collectionCode)) fields.day(node, 'data_prest');
  const outcome = fields.text(technical, 'esito_raccolta');
  if ((flow === 'TML' || isDaily) && collectionCode === 'P' && outcome === null) {
    fields.missing(technical, 'esito_raccolta', 'P, N');
  }

  const hasCorrector = fields.yesNo(technical, 'pre_conv');
  const technicalSerial = fields.text(technical, 'matr_mis');
  const facts = {
    hasCorrector,
    digits: fields.digits(technical, 'n_cifre_mis'),
    correctorDigits: fields.digits(technical, 'n_cifre_conv'),
    conversionCoefficient: fields.factor(technical, 'coeff_corr'),
  };
  /** The serial number beside the reading is the one that was read; digits belong to the other when they differ. */
  const meterOf = (serialNumber: string | null): MeterFacts => ({
    ...facts,
    multiplier: null,
    serialNumber: serialNumber ?? technicalSerial,
    digits: serialNumber === null || serialNumber === technicalSerial ? facts.digits : null,
  });

  const dayName = isDaily ? 'data_comp' : 'data_racc';
  const containers = isDaily
    ? childrenOf(node, 'LettureGiornaliere')
    : [childOf(node, 'DatiLetturaRett') ?? childOf(node, 'DatiLettura')].filter((each) => each !== null);
  if (containers.length === 0) {
    if (outcome?.toUpperCase() === 'N') return [{ ...base, kind: 'set_aside', reason: 'not_read' }];
    fields.missing(node, isDaily ? 'LettureGiornaliere' : 'DatiLettura', 'let_tot_prel');
  }
  const days = new Set<string>();
  return containers.flatMap((container): readonly FlowRecord[] => {
    if (
      isRectification &&
      fields.text(container, 'let_tot_prel') === null &&
      fields.text(container, 'vol_ric') !== null
    ) {
      return [{ ...base, kind: 'set_aside', reason: 'consumption_only' }];
    }
    const readOn = fields.day(container, dayName);
    if (isDaily) fields.inMonth(container, dayName, readOn, month);
    const registers = registersOf(fields, container, hasCorrector, READING_TOTALS);
    if (readOn === null || registers === null) return [];
    if (days.has(readOn)) fields.wrong(childOf(container, dayName) ?? container, 'one reading a day');
    days.add(readOn);
    const meter = meterOf(fields.text(container, 'matr_mis'));
    const isValidated = fields.text(container, 'esito_val')?.toUpperCase() !== 'N';
    const readingKind = kindOf(collection, fields.text(container, 'tipo_lettura'));
    const place = { ...base, line: container.line, column: container.column };
    const read = { readOn, readingKind, registers, isValidated };
    if (isRectification) {
      return [
        { ...place, kind: 'rectification', readOn, reason: fields.text(node, 'mot_ret_lett'), corrected: read, meter },
      ];
    }
    return [{ ...place, ...read, kind: 'reading', collection, practiceCode, meter }];
  });
}
