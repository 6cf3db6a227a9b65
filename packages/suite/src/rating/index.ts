/** Front door of `rating`: consumption to priced lines, differences, totals. All pure. */
export type { LineHeading, LinePart, LineTrace, RatedLine, VatClass } from './domain/rated-line.js';
export { rateSupply } from './domain/rate-supply.js';
export type { ElectricitySupplyFacts, GasSupplyFacts, RatingInput, RatingRefusal } from './domain/rating-input.js';
export { subtractBilled } from './domain/subtract-billed.js';
export { type BillSum, sumBill, type VatRow } from './domain/sum-bill.js';
export { weightByProfile, type YearlyCost, type YearlyExtras, yearlyElectricityCost, yearlyGasCost } from './domain/yearly-cost.js';
