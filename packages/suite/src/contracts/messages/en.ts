import type { it } from './it.js';

export const en: Readonly<Record<keyof typeof it, string>> = {
  'contracts.not_found': 'We cannot find this supply. Go back to the list of your supplies and open it from there.',
};
