/** Tariff area (ambito) of gas distribution, del. ARERA; Sardinia is in none. */
export type GasArea = '1' | '2' | '3' | '4' | '5' | '6';
/** Which gas excise applies: `south` is the former Cassa del Mezzogiorno. */
export type GasExciseArea = 'centre-north' | 'south';

/**
 * Territories with one gas excise and one regional surcharge (addizionale regionale). Lazio is three: Latina and
 * Frosinone belong to the former Cassa del Mezzogiorno. Sardinia has no natural gas tariff in the open data.
 */
export const GAS_TERRITORIES = {
  'valle-d-aosta': { name: "Valle d'Aosta", area: '1', exciseArea: 'centre-north' },
  piemonte: { name: 'Piemonte', area: '1', exciseArea: 'centre-north' },
  liguria: { name: 'Liguria', area: '1', exciseArea: 'centre-north' },
  lombardia: { name: 'Lombardia', area: '2', exciseArea: 'centre-north' },
  trentino: { name: 'Trentino', area: '2', exciseArea: 'centre-north' },
  'alto-adige': { name: 'Alto Adige', area: '2', exciseArea: 'centre-north' },
  veneto: { name: 'Veneto', area: '2', exciseArea: 'centre-north' },
  'friuli-venezia-giulia': { name: 'Friuli-Venezia Giulia', area: '2', exciseArea: 'centre-north' },
  'emilia-romagna': { name: 'Emilia-Romagna', area: '2', exciseArea: 'centre-north' },
  toscana: { name: 'Toscana', area: '3', exciseArea: 'centre-north' },
  umbria: { name: 'Umbria', area: '3', exciseArea: 'centre-north' },
  marche: { name: 'Marche', area: '3', exciseArea: 'centre-north' },
  lazio: { name: 'Lazio', area: '5', exciseArea: 'centre-north' },
  'lazio-latina': { name: 'Lazio (Latina)', area: '5', exciseArea: 'south' },
  'lazio-frosinone': { name: 'Lazio (Frosinone)', area: '5', exciseArea: 'south' },
  abruzzo: { name: 'Abruzzo', area: '4', exciseArea: 'south' },
  molise: { name: 'Molise', area: '4', exciseArea: 'south' },
  campania: { name: 'Campania', area: '5', exciseArea: 'south' },
  puglia: { name: 'Puglia', area: '4', exciseArea: 'south' },
  basilicata: { name: 'Basilicata', area: '4', exciseArea: 'south' },
  calabria: { name: 'Calabria', area: '6', exciseArea: 'south' },
  sicilia: { name: 'Sicilia', area: '6', exciseArea: 'south' },
} as const satisfies Record<string, { name: string; area: GasArea; exciseArea: GasExciseArea }>;

export type GasTerritory = keyof typeof GAS_TERRITORIES;
