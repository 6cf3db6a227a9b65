import type { it } from './it.js';

export const en: { readonly [Key in keyof typeof it]: string } = {
  'tariffs.price_missing': 'The figure «{price}» is missing for {day}. Add it to the tariff files.',
  'tariffs.folder_refused': 'The tariff files have {count} mistakes: nothing is calculated until they are corrected.',
  'tariffs.file_malformed': 'File {file}, entry {entry}: expected {expected}, found «{found}».',
  'tariffs.duplicate_code': 'File {file}: the entry {entry} appears twice. Keep one.',
  'tariffs.versions_overlap':
    'File {file}, entry {entry}: two versions hold on the same days (expected {expected}, found {found}).',
  'tariffs.versions_hole':
    'File {file}, entry {entry}: days are left uncovered between two versions (expected {expected}, found {found}).',
  'tariffs.portal_file_malformed': 'Parameter file, line {line}: expected {expected}, found «{found}».',
};
