/** Sentences of billing: refusals, causes of parked supplies and warnings. `{name}` is a fact. */
export const it = {
  'billing.period_empty': 'Il periodo deve avere almeno un giorno: controlla le due date.',
  'billing.period_not_over':
    'Il periodo non è ancora finito: una fatturazione definitiva si fa da domani in poi. Oggi è {today}. Puoi farne una simulazione.',
  'billing.due_before_issue': 'La scadenza deve venire dopo la data di emissione.',
  'billing.no_supplies': 'In questo periodo non c’è nessuna fornitura attiva da fatturare.',
  'billing.final_run_open':
    'C’è già una fatturazione definitiva aperta, la {number}: emettila o annullala, poi riprova.',
  'billing.run_not_found': 'Questa esecuzione non esiste o non è della tua azienda.',
  'billing.wrong_state':
    'L’esecuzione è cambiata nel frattempo e ora questa azione non si può fare. Ricarica la pagina.',
  'billing.simulation_not_issued':
    'Una simulazione non si emette: avvia la fatturazione definitiva dello stesso periodo.',
  'billing.already_billed': 'La fornitura è già fatturata fino alla fine del periodo.',
  'billing.negative_total': 'Importo a credito del cliente: diventerà una nota di credito.',
  'billing.consumption_far_above_usual': 'Consumo molto sopra il consueto: {consumption}, di solito {expected}.',
  'billing.state.computing': 'In calcolo',
  'billing.state.paused': 'In pausa',
  'billing.state.computed': 'Calcolata',
  'billing.state.issuing': 'In emissione',
  'billing.state.issued': 'Emessa',
  'billing.state.cancelled': 'Annullata',
  'billing.mode.simulation': 'Simulazione',
  'billing.mode.final': 'Definitiva',
} as const;
