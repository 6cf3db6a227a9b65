/** Refusals of contracts. */
export const it = {
  'contracts.not_found': 'Non troviamo questa fornitura. Torna all’elenco delle tue forniture e riaprila da lì.',
} as const;
