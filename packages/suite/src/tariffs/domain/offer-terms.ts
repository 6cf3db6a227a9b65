/**
 * Commercial terms of an offer version (condizioni economiche), frozen when the contract is signed.
 * Prices are decimal text in EUR per kWh or Smc, network losses included; the fixed fee is EUR per year.
 */
export type OfferTerms = {
  readonly offerCode: string;
  readonly name: string;
  readonly commodity: 'electricity' | 'gas';
  readonly fixedFeeEurPerYear: string;
  readonly price:
    | { readonly kind: 'single'; readonly eurPerUnit: string }
    | { readonly kind: 'bands'; readonly f1: string; readonly f2: string; readonly f3: string }
    /** index × (1 + losses) + spread; the index is a monthly series: `pun` EUR/kWh (by band when the meter has bands) or `psv` EUR/Smc. */
    | { readonly kind: 'indexed'; readonly index: 'pun' | 'psv'; readonly spread: string };
  readonly validFrom: string;
  /** Day from which these terms no longer hold (scadenza condizioni economiche); null = until changed. */
  readonly validToExclusive: string | null;
};
