import type { CapabilitySentences } from '../../sentences/index.js';

/** Sentences for the refusals of a change of personal data. */
export const PARTIES: CapabilitySentences = {
  it: {
    'parties.changed_meanwhile':
      'I dati sono cambiati nel frattempo, forse da un altro dispositivo. Ricarica la pagina e riprova.',
    'parties.wrong_email': 'Controlla l’e-mail: deve avere la forma nome@esempio.it.',
    'parties.wrong_phone': 'Controlla il telefono: solo cifre e, davanti, il prefisso internazionale con il +.',
    'parties.wrong_postal_code': 'Controlla il CAP: in Italia ha 5 cifre.',
    'parties.wrong_province': 'Scrivi la provincia con due lettere, per esempio MO.',
    'parties.not_found': 'Non troviamo i tuoi dati. Chiamaci: li sistemiamo insieme.',
  },
  en: {
    'parties.changed_meanwhile':
      'The data have changed meanwhile, maybe from another device. Reload the page and try again.',
    'parties.wrong_email': 'Check the e-mail: it must look like name@example.com.',
    'parties.wrong_phone': 'Check the phone: digits only, with the international prefix after a + sign.',
    'parties.wrong_postal_code': 'Check the postal code: in Italy it has 5 digits.',
    'parties.wrong_province': 'Enter the province as two letters, for example MO.',
    'parties.not_found': 'We cannot find your data. Call us: we fix it together.',
  },
};
