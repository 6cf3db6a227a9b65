import { randomBytes, randomUUID } from 'node:crypto';

/** Time-ordered unique id (UUID version 7, RFC 9562): new rows stay together in the indexes. */
export function newId(): string {
  const milliseconds = Date.now().toString(16).padStart(12, '0');
  const random = randomUUID();
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${random.slice(15)}`;
}

/** 256 random bits for session cookies and one-time links. */
export const newToken = (): string => randomBytes(32).toString('base64url');
