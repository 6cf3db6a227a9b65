import { createI18n } from './create-i18n.js';

/** Sentences that every screen shares. */
export const { useT: useUiT } = createI18n({
  it: {
    'state.loading': 'Caricamento in corso',
    'state.slow': 'Ci vuole più del previsto.',
    'state.retry': 'Riprova',
    'state.offline': 'Sembra che manchi la rete. Quello che vedi è dell’ultimo aggiornamento.',
    'problem.unreachable':
      'Il servizio non risponde in questo momento. Controlla la rete e riprova tra qualche istante: non si è perso nulla.',
    'problem.signed_out': 'Per la tua sicurezza l’accesso è scaduto. Accedi di nuovo: ti riportiamo qui.',
    'problem.forbidden': 'Il tuo profilo non può vedere questa pagina. Chiedi a chi amministra gli utenti.',
    'problem.too_many': 'Troppe richieste in poco tempo. Aspetta un minuto e riprova.',
    'problem.invalid': 'Controlla i dati inseriti: qualcuno non ha la forma attesa.',
    'problem.failure':
      'Qualcosa non ha funzionato da parte nostra. Riprova; se continua, chiamaci e detta il codice {requestId}.',
    'summary.one': 'C’è un problema',
    'summary.many': 'Ci sono {count} problemi',
    skip: 'Vai al contenuto',
    'scheme.label': 'Aspetto',
    'scheme.auto': 'Come il dispositivo',
    'scheme.light': 'Chiaro',
    'scheme.dark': 'Scuro',
    'language.label': 'Lingua',
    copy: 'Copia',
    copied: 'Copiato',
    'date.shape': 'gg/mm/aaaa',
    'date.malformed': 'Scrivi una data che esiste, per esempio 22/11/2026',
    'title.error': 'Errore: {title}',
  },
  en: {
    'state.loading': 'Loading',
    'state.slow': 'This is taking longer than usual.',
    'state.retry': 'Try again',
    'state.offline': 'You seem to be offline. What you see is from the last update.',
    'problem.unreachable':
      'The service does not answer right now. Check your network and try again in a moment: nothing is lost.',
    'problem.signed_out': 'You were signed out for your security. Sign in again and we bring you back here.',
    'problem.forbidden': 'Your role cannot see this page. Ask whoever manages the users.',
    'problem.too_many': 'Too many requests in a short time. Wait a minute and try again.',
    'problem.invalid': 'Check what you entered: something does not have the expected form.',
    'problem.failure':
      'Something went wrong on our side. Try again; if it goes on, call us and quote code {requestId}.',
    'summary.one': 'There is a problem',
    'summary.many': 'There are {count} problems',
    skip: 'Skip to content',
    'scheme.label': 'Appearance',
    'scheme.auto': 'Same as the device',
    'scheme.light': 'Light',
    'scheme.dark': 'Dark',
    'language.label': 'Language',
    copy: 'Copy',
    copied: 'Copied',
    'date.shape': 'dd/mm/yyyy',
    'date.malformed': 'Write a date that exists, for example 22/11/2026',
    'title.error': 'Error: {title}',
  },
});
