import { keyedHash } from '../platform/secrets.js';
import { encodeWebCode } from './domain/web-code.js';

/**
 * The web code (codice web) of a bill, twelve symbols: print it with `formatWebCode`. It is a keyed hash of what it
 * opens, so a reprint of the bill shows the same code although only its hash is stored.
 */
export const webCodeOf = (
  secret: string,
  { companyId, customerId, invoiceId }: { companyId: string; customerId: string; invoiceId: string },
): string => encodeWebCode(keyedHash(secret, 'web-code', `${companyId}\n${customerId}\n${invoiceId}`));

/** What is stored of a code: keyed, because sixty bits could be searched by who stole the table alone. */
export const webCodeHash = (secret: string, companyId: string, code: string): string =>
  keyedHash(secret, 'web-code-hash', `${companyId}\n${code}`).toString('hex');
