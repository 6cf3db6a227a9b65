import type { it } from './it.js';

export const en: Readonly<Record<keyof typeof it, string>> = {
  'supply_points.not_found': 'We cannot find this supply point. Check the POD or PDR and search for it again.',
};
