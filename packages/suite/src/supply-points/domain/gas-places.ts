/**
 * Territories of gas excise and surcharge that a point may name: the keys of `GAS_TERRITORIES` of `tariffs`, which
 * stands beside this capability and is not used by it. A test of the demo company keeps the two lists the same.
 */
export const GAS_TERRITORY_CODES = [
  'valle-d-aosta',
  'piemonte',
  'liguria',
  'lombardia',
  'trentino',
  'alto-adige',
  'veneto',
  'friuli-venezia-giulia',
  'emilia-romagna',
  'toscana',
  'umbria',
  'marche',
  'lazio',
  'lazio-latina',
  'lazio-frosinone',
  'abruzzo',
  'molise',
  'campania',
  'puglia',
  'basilicata',
  'calabria',
  'sicilia',
] as const;

/** Withdrawal profiles with a table under `tariffs/gas/withdrawal-profiles.yaml`. */
export const GAS_PROFILE_CODES = ['c1-b', 'c1-c', 'c1-d', 'c1-e', 'c1-f', 'c2', 't1'] as const;
