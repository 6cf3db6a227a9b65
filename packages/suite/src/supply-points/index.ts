export {
  type Commodity,
  foldSerialNumber,
  type InstalledMeter,
  type PointMeasureMode,
  type SupplyPoint,
} from './domain/supply-point.js';
export { importMeters } from './import-meters.js';
export { importSupplyPoints } from './import-supply-points.js';
export { findMeters, findPoint, findPointsByCode, insertMeters, insertPoints, removeMeter } from './store.pg.js';
