/** Front door of `rating`: consumption to priced lines, differences, totals. All pure. */

export { rateSupply } from './domain/rate-supply.js';
export type { LineHeading, LinePart, LineTrace, RatedLine, VatClass } from './domain/rated-line.js';
export type { ElectricitySupplyFacts, GasSupplyFacts, RatingInput, RatingRefusal } from './domain/rating-input.js';
export { subtractBilled } from './domain/subtract-billed.js';
export { type BillSum, sumBill, type VatRow } from './domain/sum-bill.js';
