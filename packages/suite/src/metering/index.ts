export type { Meter, Reading, ReadingKind, RegisterValues } from './domain/reading.js';
export { type DailyEnergy, type FixedHoliday, sumByBand } from './domain/time-bands.js';
export type { SelfReadingAccepted } from './events.js';
export {
  type CurveDay,
  findReadingsInForce,
  insertCurves,
  insertFile,
  insertReadings,
  type StoredReading,
} from './store.pg.js';
