/** Sentences of invoicing: refusals, and what the SdI would refuse in an e-invoice, with what to do. */
export const it = {
  'invoicing.not_found': 'Non troviamo questa fattura. Torna all’elenco e aprila da lì.',
  'invoicing.later_invoice_exists':
    'C’è già una fattura del {issuedOn}: i numeri seguono le date. Annulla l’esecuzione e aprine una con la data di emissione da quel giorno in poi.',
  'invoicing.sdi_00400': 'Una riga senza IVA non dice perché: indica la Natura sulla riga.',
  'invoicing.sdi_00401': 'Una riga con IVA ha anche una Natura: togli la Natura o metti l’aliquota a zero.',
  'invoicing.sdi_00411': 'Una riga è soggetta a ritenuta, ma il documento non ha i dati della ritenuta.',
  'invoicing.sdi_00417': 'Il cliente non ha codice fiscale né partita IVA: completa l’anagrafica e riprova.',
  'invoicing.sdi_00419': 'Manca il riepilogo IVA di un’aliquota usata nelle righe.',
  'invoicing.sdi_00421': 'L’imposta di un riepilogo non è aliquota per imponibile.',
  'invoicing.sdi_00422': 'L’imponibile di un riepilogo non è la somma delle sue righe.',
  'invoicing.sdi_00423': 'Il totale di una riga non è quantità per prezzo.',
  'invoicing.sdi_00424': 'Un’aliquota non è scritta in percentuale: 22.00 e non 0.22.',
  'invoicing.sdi_00425': 'Il numero della fattura non ha cifre.',
  'invoicing.sdi_00427': 'Il codice destinatario del cliente deve avere 7 caratteri: correggilo nell’anagrafica.',
  'invoicing.sdi_00428': 'Il formato di trasmissione e la versione del file sono diversi.',
  'invoicing.sdi_00429': 'Un riepilogo senza IVA non dice perché: indica la Natura.',
  'invoicing.sdi_00430': 'Un riepilogo con IVA ha anche una Natura: togli la Natura o metti l’aliquota a zero.',
  'invoicing.sdi_00445': 'La Natura N2, N3 o N6 è troppo generica: usa il codice di dettaglio, per esempio N2.2.',
} as const;
