/** Refusals of the contact centre. */
export const it = {
  'crm.activity_not_found': 'Non troviamo questa attività. Torna all’elenco e aprila da lì.',
} as const;
