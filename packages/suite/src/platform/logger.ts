import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** Fields a log line may carry. Anything else is dropped: personal data cannot get in by accident. */
const ALLOWED = new Set([
  'requestId',
  'companyId',
  'actorId',
  'route',
  'method',
  'status',
  'milliseconds',
  'kind',
  'code',
  'count',
  'state',
  'port',
  'name',
  'attempt',
  'runId',
  'fileId',
  'error',
]);

const PERSONAL = [
  [/\b[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b/gi, '[cf]'],
  [/\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/g, '[iban]'],
  [/[^\s@<>"']+@[^\s@<>"']+\.[a-z]{2,}/gi, '[email]'],
  [/\b(?:\+39)?3\d{8,9}\b/g, '[phone]'],
] as const;

/** Mask what looks personal in free text, such as messages of errors. */
export const maskPersonalData = (text: string): string =>
  PERSONAL.reduce((masked, [pattern, word]) => masked.replace(pattern, word), text);

/** JSON lines in UTC with an allow-list of fields, to standard output unless told otherwise. */
export const createLogger = (level: string, destination: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) =>
          Object.fromEntries(
            Object.entries(fields)
              .filter(([name]) => ALLOWED.has(name))
              .map(([name, value]) => [name, printed(value)]),
          ),
      },
    },
    destination,
  );

const printed = (value: unknown): unknown =>
  value instanceof Error
    ? maskPersonalData(`${value.name}: ${value.message}`)
    : typeof value === 'string'
      ? maskPersonalData(value)
      : value;
