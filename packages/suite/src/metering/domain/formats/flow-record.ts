import type { LocalDate, Month } from '@sportello/kernel/calendar';
import type { ReadingKind, RegisterValues } from '../reading.js';

/** Measurement flows (flussi di misura) that are read, by the code the distributor writes in the root. */
export const ELECTRICITY_FLOWS = [
  'PNO',
  'PNO2G',
  'PDO',
  'PDO2G',
  'VNO',
  'VNO2G',
  'RNO',
  'RNO2G',
  'RFO',
  'RFO2G',
  'SMIS',
] as const;
export const GAS_FLOWS = ['TML', 'TGL', 'TMV', 'TAL', 'TAS', 'TAV', 'RML', 'IGMG'] as const;
export type FlowCode = (typeof ELECTRICITY_FLOWS)[number] | (typeof GAS_FLOWS)[number];
export type Commodity = 'electricity' | 'gas';

export type FlowHeader = {
  readonly flow: FlowCode;
  readonly commodity: Commodity;
  /** PIvaUtente: the company the file is for. */
  readonly recipientVatNumber: string;
  readonly distributorVatNumber: string;
  /** CodContrDisp of electricity; null for gas. */
  readonly dispatchContract: string | null;
};

/** Raccolta: on which occasion the distributor took the measure. */
export type Collection = 'periodic' | 'switch' | 'holder_change' | 'technical_service' | 'self_reading';

type PointRecord = {
  readonly flow: FlowCode;
  readonly commodity: Commodity;
  /** POD (14 characters) or PDR. */
  readonly pointCode: string;
  /** Where the record starts in the file, from 1. */
  readonly line: number;
  readonly column: number;
};

/** What a flow says of the meter beside a reading; null where it is silent. */
export type MeterFacts = {
  readonly serialNumber: string | null;
  readonly digits: number | null;
  readonly correctorDigits: number | null;
  readonly hasCorrector: boolean | null;
  /** Ka. Kept as a fact: whether the flow has applied it already is to be confirmed per distributor. */
  readonly multiplier: string | null;
  readonly conversionCoefficient: string | null;
};

type Measure = {
  /** The registers at the end of this day. */
  readonly readOn: LocalDate;
  readonly readingKind: ReadingKind;
  readonly registers: RegisterValues;
  readonly isValidated: boolean;
};

export type ReadingRecord = PointRecord &
  Measure & {
    readonly kind: 'reading';
    readonly collection: Collection;
    /** CodPrat_SII: the practice a switch or a holder change belongs to. */
    readonly practiceCode: string | null;
    readonly meter: MeterFacts;
  };

/** Quarter-hours of one civil day in whole watt-hours, in the order they pass: 96, or 92 and 100. */
export type CurveDay = { readonly day: LocalDate; readonly wattHours: readonly number[] };

export type CurveRecord = PointRecord & {
  readonly kind: 'curve';
  readonly month: Month;
  readonly readingKind: 'collected' | 'estimated';
  readonly isValidated: boolean;
  readonly isRectification: boolean;
  /** In order; days the file does not carry are missing, never zero. */
  readonly days: readonly CurveDay[];
  readonly meter: MeterFacts;
};

/** A meter at its removal or installation. */
export type MeterEnd = Pick<Measure, 'registers' | 'readingKind'> & {
  readonly serialNumber: string;
  readonly hasCorrector: boolean | null;
  readonly conversionCoefficient: string | null;
};

/** SMIS, IGMG: one meter goes, another comes at the end of `changedOn`. */
export type MeterChangeRecord = PointRecord & {
  readonly kind: 'meter_change';
  readonly changedOn: LocalDate;
  readonly removed: MeterEnd;
  readonly installed: MeterEnd & {
    /** telegestione, or a second generation electricity meter. */
    readonly isReadRemotely: boolean;
  };
};

/** RNO, RML: the reading of `readOn` was wrong. `corrected` null takes it away without another in its place. */
export type RectificationRecord = PointRecord & {
  readonly kind: 'rectification';
  readonly readOn: LocalDate;
  readonly reason: string | null;
  readonly corrected: Measure | null;
  readonly meter: MeterFacts;
};

/** A well-formed record that nothing automatic can use: `consumption` without registers, or a visit without a reading. */
export type SetAsideRecord = PointRecord & {
  readonly kind: 'set_aside';
  readonly reason: 'consumption_only' | 'not_read';
};

export type FlowRecord = ReadingRecord | CurveRecord | MeterChangeRecord | RectificationRecord | SetAsideRecord;

/**
 * What is wrong in a file and where. `file` faults refuse all of it; `point` faults refuse the records of one
 * point. `expected` is a form or a list of values, not a sentence.
 */
export type FlowFault = {
  readonly code:
    | 'metering.flow_encoding'
    | 'metering.flow_character'
    | 'metering.flow_doctype'
    | 'metering.flow_not_well_formed'
    | 'metering.flow_too_deep'
    | 'metering.flow_too_large'
    | 'metering.flow_root'
    | 'metering.flow_unknown'
    | 'metering.flow_empty'
    | 'metering.flow_field_missing'
    | 'metering.flow_field_value'
    | 'metering.flow_month_mismatch'
    | 'metering.flow_date_out_of_range'
    | 'metering.flow_curve_day';
  readonly level: 'file' | 'point';
  /** Code of the central operator for the same fault, where it has one (reference 7.2). */
  readonly siiCode: '904' | '906' | '010' | '011' | '914' | null;
  readonly line: number;
  readonly column: number;
  readonly element: string;
  readonly value: string;
  readonly expected: string;
  readonly pointCode: string | null;
};

export type FlowEvent =
  | { readonly kind: 'header'; readonly header: FlowHeader }
  | { readonly kind: 'record'; readonly record: FlowRecord }
  | { readonly kind: 'fault'; readonly fault: FlowFault }
  /** The last event of a file that must not be loaded at all. */
  | { readonly kind: 'refused'; readonly fault: FlowFault };
