import type { it } from './it.js';

export const en: { readonly [Key in keyof typeof it]: string } = {
  'rating.consumption_missing': 'The consumption of {day} is missing: a reading or an estimate must cover that day.',
  'rating.consumption_overlaps': '{day} has two consumptions: check the readings that overlap.',
  'rating.consumption_negative': 'The consumption from {from} is negative ({quantity}): check the readings.',
  'rating.offer_missing': '{day} has no valid offer: check the economic conditions of the contract.',
  'rating.offers_overlap': '{day} has two offers: {offerCode} overlaps the one before.',
  'rating.band_consumption_missing':
    'Offer {offerCode} has prices by time band, but from {day} the consumption is not split by band: use a single price offer or read by band.',

  'rating.component.sales.energy': 'Energy',
  'rating.component.sales.energy.explained': 'The price of your offer for each kWh or Smc you used.',
  'rating.component.sales.fixed': 'Sales fixed charge',
  'rating.component.sales.fixed.explained': 'The cost of the sales service: due even when you use nothing.',
  'rating.component.network.consumption': 'Network and charges, consumption part',
  'rating.component.network.consumption.explained':
    'Pays transport to your home and system charges for each kWh or Smc: set by the Authority, the same with every supplier.',
  'rating.component.network.bracket': 'Gas distribution by bracket',
  'rating.component.network.bracket.explained':
    'Pays the local gas network: the price, set by the Authority, changes with the cubic metres used since January.',
  'rating.component.network.fixed': 'Network, fixed part',
  'rating.component.network.fixed.explained':
    'Pays meter and network: set by the Authority, due even when you use nothing.',
  'rating.component.network.power': 'Network, power part',
  'rating.component.network.power.explained':
    'Depends on the kW of your contract: with less committed power you pay less.',
  'rating.component.excise.electricity': 'Excise duty on electricity',
  'rating.component.excise.electricity.explained':
    'A State tax on each kWh; in your main home up to 3 kW the first 150 kWh a month are free, unless you use a lot.',
  'rating.component.excise.gas': 'Excise duty on gas',
  'rating.component.excise.gas.explained':
    'A State tax on each Smc: the rate changes with the cubic metres used since January.',
  'rating.component.excise.regional_surcharge': 'Regional surcharge on gas',
  'rating.component.excise.regional_surcharge.explained': 'A tax of your region on each Smc of gas.',
  'rating.component.tv_licence_fee': 'TV licence fee',
  'rating.component.tv_licence_fee.explained':
    'The RAI fee: 9 euro a month from January to October, which we pass on to the State.',
};
