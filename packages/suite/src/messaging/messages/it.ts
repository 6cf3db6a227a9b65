/** One message: `{…}` is a value given by who queues it. The action is a button and, in the text, its address. */
export type MessageTemplate = {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly address: string };
  readonly closing: readonly string[];
};

export const it = {
  /** {name} {link} {hours} */
  confirm_email: {
    subject: 'Conferma il tuo indirizzo e-mail',
    paragraphs: [
      'Ciao {name},',
      'manca un passo per entrare nello Sportello on-line: conferma che questo indirizzo è tuo.',
    ],
    action: { label: 'Conferma l’indirizzo', address: '{link}' },
    closing: [
      'Il link vale {hours} ore e funziona una volta sola. Se scade, ripeti il primo accesso con lo stesso codice web.',
      'Se non ti aspettavi questo messaggio, ignoralo: senza conferma non succede nulla.',
    ],
  },
  /** {name} {userName} {link} {minutes} */
  recover_access: {
    subject: 'Recupera l’accesso allo Sportello on-line',
    paragraphs: ['Ciao {name},', 'con questo link scegli una nuova password. Il tuo nome utente è: {userName}'],
    action: { label: 'Scegli una nuova password', address: '{link}' },
    closing: [
      'Il link vale {minutes} minuti e funziona una volta sola.',
      'Se non hai chiesto di recuperare l’accesso, ignora questo messaggio: la password resta quella di prima.',
    ],
  },
  /** {name} {when} {link} */
  password_changed: {
    subject: 'La tua password è cambiata',
    paragraphs: [
      'Ciao {name},',
      'la password del tuo Sportello on-line è cambiata il {when}. Su tutti gli altri dispositivi bisogna accedere di nuovo.',
    ],
    action: { label: 'Non ho cambiato io la password', address: '{link}' },
    closing: ['Se hai cambiato tu la password, non devi fare nulla.'],
  },
  /** {name} {userName} {when} */
  user_name_changed: {
    subject: 'Il tuo nome utente è cambiato',
    paragraphs: [
      'Ciao {name},',
      'il {when} il nome utente del tuo Sportello on-line è cambiato. D’ora in poi accedi con: {userName}',
    ],
    closing: ['Se non hai fatto tu la modifica, chiamaci al numero qui sotto.'],
  },
} satisfies Readonly<Record<string, MessageTemplate>>;

/** Sentences of refusals and states, and of the letterhead. */
export const sentences = {
  'messaging.not_found': 'Questo messaggio non c’è più: la casella conserva gli ultimi 200.',
  'messaging.letterhead': 'Messaggio automatico di {company}. Per parlare con una persona: {phone}.',
  'messaging.state.queued': 'In coda',
  'messaging.state.data_started': 'In consegna',
  'messaging.state.sent': 'Inviato',
  'messaging.state.deferred': 'Rimandato: riproviamo',
  'messaging.state.failed': 'Non consegnato',
  'messaging.state.to_check': 'Da controllare: forse è arrivato',
};
