import type { Confirmation, SelfReadingRefusal } from '../domain/check-self-reading.js';
import type { FlowFault } from '../domain/formats/flow-record.js';
import type { ConsumptionIssue } from '../domain/measured-spans.js';
import type { ImportRefusal, WorklistReason } from '../domain/plan-import.js';

/** Refusals of the use cases and routes of this capability. */
type UseCaseCode =
  | 'metering.not_found'
  | 'metering.supply_not_active'
  | 'metering.no_meter_installed'
  | 'metering.file_refused'
  | 'metering.item_not_found'
  | 'metering.item_closed'
  | 'metering.still_not_usable';

type MeteringCode =
  | UseCaseCode
  | SelfReadingRefusal['code']
  | Confirmation['code']
  | 'metering.confirmation_needed'
  | ConsumptionIssue['code']
  | FlowFault['code']
  | ImportRefusal['code']
  | WorklistReason;

/** What happened and what to do, with the facts of the refusal, issue or fault in braces. */
export const it = {
  // Self-readings, to the customer.
  'metering.remote_read_meter':
    'Non serve: il distributore legge questo contatore a distanza e la lettura arriva da sola.',
  'metering.reading_in_future':
    'La data della lettura è nel futuro. Scrivi la data di oggi, {today}, o una precedente.',
  'metering.outside_window':
    'L’autolettura si può inviare dal {opensOn} al {closesOn}. Inviala in quei giorni: la useremo per la prossima bolletta.',
  'metering.unexpected_register':
    'Il tuo contatore non ha il totalizzatore {register}. Controlla i campi che hai compilato.',
  'metering.register_missing': 'Manca il valore del totalizzatore {register}. Leggilo sul contatore e scrivilo qui.',
  'metering.corrector_reading_missing':
    'Il tuo contatore ha un correttore di volumi: scrivi anche il valore letto sul correttore.',
  'metering.too_many_digits':
    'Il valore ha troppe cifre: il totalizzatore {register} ne mostra {digits}. Scrivi solo le cifre nere, senza i decimali.',
  'metering.date_not_after_previous':
    'Abbiamo già una lettura del {previousReadOn}. La data della nuova lettura deve essere successiva.',
  'metering.not_greater_than_previous':
    'Il valore deve essere maggiore dell’ultima lettura, {previousUnits}. Ricontrolla il contatore; se è ripartito da zero, indicalo.',
  'metering.confirmation_needed': 'Controlla i valori e confermali per inviare l’autolettura.',
  'metering.duplicate_in_window':
    'Hai già inviato un’autolettura il {alreadyGivenOn}. Se confermi, la nuova la sostituisce.',
  'metering.zero_consumption':
    'Il valore è uguale alla lettura del {previousReadOn}: confermi di non aver consumato nulla da allora?',
  'metering.unusual_consumption':
    'Il consumo che risulta, {usedUnits}, è molto diverso da quello atteso, circa {expectedUnits}. Ricontrolla il contatore e conferma.',
  'metering.corrector_ratio':
    'I due valori non concordano come al solito: {meterUnits} sul contatore e {correctorUnits} sul correttore. Controlla di non averli scambiati e conferma.',

  'metering.not_found': 'Non troviamo questa fornitura tra le tue. Torna all’elenco delle forniture.',
  'metering.supply_not_active': 'Questa fornitura non è attiva: non si possono inviare letture.',
  'metering.no_meter_installed':
    'Per questa fornitura non risulta ancora un contatore. Riprova tra qualche giorno o contattaci.',

  // Issues on the consumption of a bill, to the billing office.
  'metering.negative_difference':
    'Contatore {serialNumber}: la lettura {value} del {readOn} è inferiore a {previousValue} del {previousReadOn} (totalizzatore {register}). Verificare quale delle due è errata.',
  'metering.reading_without_register':
    'Contatore {serialNumber}: la lettura del {readOn} non ha i totalizzatori che servono e non è stata usata.',
  'metering.reading_outside_installation':
    'Contatore {serialNumber}: la lettura del {readOn} cade fuori dal periodo in cui era installato e non è stata usata.',
  'metering.bands_not_read':
    'Contatore {serialNumber}: le letture non sono divise per fascia; il consumo è stato ripartito con le percentuali previste.',
  'metering.gap_between_readings': 'Dal {from} al {toExclusive} (escluso) mancano letture: il consumo è stimato.',
  'metering.no_estimate_basis':
    'Dal {from} al {toExclusive} (escluso) non ci sono letture né un consumo annuo da cui stimare. Inserire il consumo annuo o una lettura.',

  // Faults of a flow file, to the back office.
  'metering.other_company':
    'Il file è destinato alla partita IVA {recipientVatNumber}, che non è di questa azienda. Nulla è stato caricato.',
  'metering.flow_encoding':
    'Riga {line}: la codifica dei caratteri non è leggibile ({value}). Atteso: {expected}. Nulla è stato caricato.',
  'metering.flow_character':
    'Riga {line}: il file contiene un carattere non ammesso ({value}). Nulla è stato caricato.',
  'metering.flow_doctype':
    'Riga {line}: il file contiene una dichiarazione DOCTYPE, non ammessa per sicurezza. Nulla è stato caricato.',
  'metering.flow_not_well_formed':
    'Riga {line}, colonna {column}: il file non è un XML completo e corretto ({value}). Chiedere al distributore di inviarlo di nuovo.',
  'metering.flow_too_deep': 'Riga {line}: gli elementi sono annidati troppo in profondità. Nulla è stato caricato.',
  'metering.flow_too_large': 'Riga {line}, elemento {element}: contenuto troppo grande. Nulla è stato caricato.',
  'metering.flow_root': 'Riga {line}: il file non è un flusso di misura, comincia con {value}. Atteso: {expected}.',
  'metering.flow_unknown': 'Riga {line}: il codice flusso {value} non è tra quelli gestiti: {expected}.',
  'metering.flow_empty': 'Il file non contiene nessun punto di fornitura. Atteso: {expected}.',
  'metering.flow_field_missing': 'Riga {line}: manca {element}. Atteso: {expected}.',
  'metering.flow_field_value': 'Riga {line}, colonna {column}: {element} vale {value}. Atteso: {expected}.',
  'metering.flow_month_mismatch': 'Riga {line}: {element} vale {value}, fuori dal mese {expected}.',
  'metering.flow_date_out_of_range':
    'Riga {line}: {element} vale {value}, nel futuro o troppo lontano nel passato. Atteso: {expected}.',
  'metering.flow_curve_day': 'Riga {line}: la curva del giorno ha {value}. Quarti d’ora attesi: {expected}.',

  'metering.file_refused': 'Il file non è stato caricato: correggere gli errori elencati e ripetere l’importazione.',

  // Worklist of the imports.
  'metering.item_not_found': 'Questa voce non esiste o non è di questa azienda.',
  'metering.item_closed': 'Questa voce è già stata chiusa da un’altra persona. Ricaricare la pagina.',
  'metering.still_not_usable': 'La misura non è ancora utilizzabile: la causa indicata non è stata risolta.',
  'metering.unknown_point': 'Il punto di fornitura {pointCode} non è in anagrafica. Crearlo e ripetere l’importazione.',
  'metering.wrong_commodity': 'Il punto {pointCode} è in anagrafica con un altro servizio. Correggere l’anagrafica.',
  'metering.no_supply_on_date': 'Il {readOn} il punto non era fornito da noi. Verificare le date del contratto.',
  'metering.no_meter_on_date': 'Il {readOn} non risulta installato nessun contatore. Inserire il contatore.',
  'metering.serial_mismatch':
    'La misura è del contatore {serialNumber}, ma risulta installato {installed}. Verificare un cambio misuratore.',
  'metering.corrector_mismatch':
    'Per il contatore {serialNumber} il flusso e l’anagrafica non concordano sul correttore di volumi. Aggiornare l’anagrafica.',
  'metering.coefficient_mismatch':
    'Il coefficiente C del flusso è {inFlow}, in anagrafica {known}. Verificare da quando vale il nuovo.',
  'metering.multiplier_mismatch':
    'La costante Ka del flusso è {inFlow}, in anagrafica {known}. Verificare il contatore.',
  'metering.too_many_digits_in_flow':
    'La lettura {value} (totalizzatore {register}) non sta nelle {digits} cifre del contatore. Verificare le cifre.',
  'metering.not_validated': 'La misura del {readOn} non è validata dal distributore. Attendere quella validata.',
  'metering.lower_than_previous':
    'La lettura {registers} del {readOn} è inferiore a {previousRegisters} del {previousReadOn}. Verificare con il distributore.',
  'metering.date_before_last':
    'La lettura {registers} del {readOn} supera {lastRegisters} del {lastReadOn}, che è successiva. Verificare quale è errata.',
  'metering.implausible':
    'Tra il {previousReadOn} e il {readOn} risultano {usedUnits} unità in {days} giorni, molte volte il consumo atteso. Verificare.',
  'metering.different_value_same_day':
    'Il {readOn} c’è già la lettura {knownRegisters}; il flusso dice {registers} senza essere una rettifica. Scegliere quale vale.',
  'metering.self_reading_flow_conflict':
    'Per il {readOn} il distributore riporta l’autolettura {registers}, noi {knownRegisters}. Verificare con il cliente.',
  'metering.rectification_without_original':
    'La rettifica riguarda il {readOn}, ma non c’è una lettura da rettificare. Importare prima il flusso originale.',
  'metering.curve_conflict':
    'La curva del {readOn} è già presente con valori diversi e il flusso non è una rettifica. Scegliere quale vale.',
  'metering.consumption_only': 'Il flusso porta un consumo senza letture: va registrato a mano.',
  'metering.not_read': 'Il distributore non è riuscito a leggere il contatore. Invitare il cliente all’autolettura.',
} as const satisfies Record<MeteringCode, string>;
