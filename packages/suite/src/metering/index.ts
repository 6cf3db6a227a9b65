export type { SelfReadingAccepted } from './events.js';
export { type CurveDay, findCurvesInForce, findReadingsInForce, insertCurves, insertFile, insertReadings, type StoredReading } from './store.pg.js';
