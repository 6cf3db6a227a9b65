/** Refusals of supply points. */
export const it = {
  'supply_points.not_found': 'Non troviamo questo punto di fornitura. Controlla il POD o il PDR e cercalo di nuovo.',
} as const;
