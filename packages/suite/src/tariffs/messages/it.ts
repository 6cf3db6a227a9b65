/** Sentences of tariffs: what is missing or wrong in the regulated data. */
export const it = {
  'tariffs.price_missing': 'Manca il valore «{price}» per il giorno {day}. Va aggiunto ai file delle tariffe.',
  'tariffs.folder_refused': 'I file delle tariffe hanno {count} errori: finché non si correggono non si calcola nulla.',
  'tariffs.file_malformed': 'File {file}, voce {entry}: atteso {expected}, trovato «{found}».',
  'tariffs.duplicate_code': 'File {file}: la voce {entry} compare due volte. Tenerne una sola.',
  'tariffs.versions_overlap':
    'File {file}, voce {entry}: due versioni valgono negli stessi giorni (atteso {expected}, trovato {found}).',
  'tariffs.versions_hole':
    'File {file}, voce {entry}: tra due versioni restano giorni scoperti (atteso {expected}, trovato {found}).',
  'tariffs.portal_file_malformed': 'File dei parametri, riga {line}: atteso {expected}, trovato «{found}».',
} as const;
