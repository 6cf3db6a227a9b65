import type { it } from './it.js';

export const en: Readonly<Record<keyof typeof it, string>> = {
  'parties.changed_meanwhile':
    'The data have changed meanwhile, maybe from another device. Reload the page and try again.',
  'parties.wrong_email': 'Check the e-mail: it must look like name@example.com.',
  'parties.wrong_phone': 'Check the phone: digits only, with the international prefix after a + sign.',
  'parties.wrong_postal_code': 'Check the postal code: in Italy it has 5 digits.',
  'parties.wrong_province': 'Enter the province as two letters, for example MO.',
  'parties.not_found': 'We cannot find these personal data. Go back and search again.',
};
