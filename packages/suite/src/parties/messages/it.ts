/** Refusals of parties; those of a change of profile are read by the customer, the missing row by staff too. */
export const it = {
  'parties.changed_meanwhile':
    'I dati sono cambiati nel frattempo, forse da un altro dispositivo. Ricarica la pagina e riprova.',
  'parties.wrong_email': 'Controlla l’e-mail: deve avere la forma nome@esempio.it.',
  'parties.wrong_phone': 'Controlla il telefono: solo cifre e, davanti, il prefisso internazionale con il +.',
  'parties.wrong_postal_code': 'Controlla il CAP: in Italia ha 5 cifre.',
  'parties.wrong_province': 'Scrivi la provincia con due lettere, per esempio MO.',
  'parties.not_found': 'Non troviamo questi dati anagrafici. Torna indietro e cerca di nuovo.',
} as const;
