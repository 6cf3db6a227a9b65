/** Front door of `tariffs`: regulated figures and indexes by day, offer terms, gas territories. */
export type { GasArea, GasExciseArea, GasTerritory } from './domain/gas-territory.js';
export type { OfferTerms } from './domain/offer-terms.js';
export type { PriceMissing, TariffBook } from './domain/tariff-book.js';
export { loadTariffBook, type TariffFileFault, type TariffFolderRefusal } from './load-tariff-book.js';
export { insertOffers, listOffers, type Offer } from './offers.pg.js';
