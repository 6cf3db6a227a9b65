export { pointCodeOf } from './domain/point-code.js';
export type {
  Commodity,
  InstalledMeter,
  PointMeasureMode,
  SupplyPoint,
} from './domain/supply-point.js';
export { importMeters } from './import-meters.js';
export { importSupplyPoints } from './import-supply-points.js';
export { findMeters, findPointsByCode, insertMeters, insertPoints, removeMeter } from './store.pg.js';
