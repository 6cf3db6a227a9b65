/** Front door of `rating`: what a priced line is. The calculations are domain code, which other domain code imports. */

export type { LineHeading, LinePart, LineTrace, RatedLine, VatClass } from './domain/rated-line.js';
export type { ElectricitySupplyFacts, GasSupplyFacts, RatingInput, RatingRefusal } from './domain/rating-input.js';
export type { BillSum, VatRow } from './domain/sum-bill.js';
