import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

const whole = (from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `must be a whole number from ${from} to ${to}`,
    })
    .transform(Number);
const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const settings = z.object({
  PORT: whole(1, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Folder of the embedded database and of generated secrets. */
  SPORTELLO_DATA: z.string().min(1).default('.data'),
  /** Owner connection to a PostgreSQL 15–18; without it the embedded server is used. */
  DATABASE_URL: url(['postgres:', 'postgresql:']).exactOptional(),
  /** Application connection; without it the owner's connection takes the role `sportello_app`. */
  DATABASE_APP_URL: url(['postgres:', 'postgresql:']).exactOptional(),
  /** Mail server; without it the demo mailbox (a real SMTP server on loopback) receives every message. */
  SMTP_URL: url(['smtp:', 'smtps:']).exactOptional(),
  MAIL_FROM: z.email({ error: 'must be an e-mail address' }).default('sportello@energiaesempio.example'),
  /** Address printed in messages and bills. */
  PUBLIC_URL: url(['http:', 'https:']).exactOptional(),
  /** Key of web codes and other keyed hashes; generated into the data folder when absent. */
  SPORTELLO_SECRET: z.string().min(32, { error: 'must have at least 32 characters' }).exactOptional(),
  SPORTELLO_WORKERS: whole(0, 16).default(1),
  /** Requests a minute from one session or address. */
  SPORTELLO_REQUESTS_PER_MINUTE: whole(10, 1_000_000).default(600),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' })
    .default('info'),
});

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly databaseAppUrl: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly publicUrl: string;
  readonly secret: string | null;
  readonly workers: number;
  readonly requestsPerMinute: number;
  readonly logLevel: string;
  readonly version: string;
};

/** A setting that cannot be used: the message is one sentence for the person who starts the suite. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

/** Read and check every setting at start. Unknown variables are none of our business. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, rootFolder: string): Config {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(present);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw new BadSetting(
      `The setting ${name}${name === 'SPORTELLO_SECRET' ? '' : `=${present[name]}`} cannot be used: it ${issue?.message}.`,
    );
  }
  const value = parsed.data;
  const { version } = JSON.parse(readFileSync(resolve(rootFolder, 'package.json'), 'utf8')) as { version: string };
  return {
    port: value.PORT,
    host: value.HOST,
    dataFolder: isAbsolute(value.SPORTELLO_DATA) ? value.SPORTELLO_DATA : resolve(rootFolder, value.SPORTELLO_DATA),
    databaseUrl: value.DATABASE_URL ?? null,
    databaseAppUrl: value.DATABASE_APP_URL ?? null,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM,
    publicUrl: value.PUBLIC_URL ?? `http://localhost:${value.PORT}`,
    secret: value.SPORTELLO_SECRET ?? null,
    workers: value.SPORTELLO_WORKERS,
    requestsPerMinute: value.SPORTELLO_REQUESTS_PER_MINUTE,
    logLevel: value.LOG_LEVEL,
    version,
  };
}
