import type { Company } from '../platform/context.js';

/** Words about a company that its passwords may not be made of. */
export const companyWords = ({ code, name, profile }: Company): readonly string[] => [
  'sportello',
  'bolletta',
  'fornitura',
  code,
  name,
  profile.city,
  profile.website,
];
