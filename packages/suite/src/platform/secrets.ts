import { createHash, createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** What is stored of a token: a leaked table opens no session. */
export const sha256Hex = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Keyed hash for codes that are short enough to be guessed offline. */
export const keyedHash = (key: string, purpose: string, text: string): Buffer =>
  createHmac('sha256', key).update(`${purpose}\n${text}`).digest();

// OWASP and Garante/ACN guidelines (12/2023): 19 MiB, two passes, one lane.
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const RUNNING_AT_ONCE = 2;
const WAITING_AT_MOST = 50;
let running = 0;
const waiting: (() => void)[] = [];

/** Too many sign-ins at once: the caller answers 503 so that a flood cannot starve the portal. */
export class HashingBusy extends Error {
  override readonly name = 'HashingBusy';
}

async function inPool<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING_AT_ONCE) {
    if (waiting.length >= WAITING_AT_MOST) throw new HashingBusy('too many passwords to hash');
    await new Promise<void>((resume) => waiting.push(resume));
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** Argon2id of a password or security answer; parameters travel inside the text. */
export const hashPassword = (password: string): Promise<string> => inPool(() => hash(password, ARGON2ID));

/** A well-formed hash of nobody's password: verifying against it takes the time that a known user takes. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$c3BvcnRlbGxvLW5vYm9keQ$6mJ0c1Q0m0gkq5m6m0x7o0N3bq3dQb5WmYk0Yx0d3sE';

export const verifyPassword = (stored: string, password: string): Promise<boolean> =>
  inPool(() => verify(stored, password).catch(() => false));
