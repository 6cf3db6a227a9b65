import type { it } from './it.js';

export const en: Readonly<Record<keyof typeof it, string>> = {
  'crm.activity_not_found': 'We cannot find this activity. Go back to the list and open it from there.',
};
