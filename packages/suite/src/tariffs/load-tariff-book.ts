import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addMonthsTo, firstDayOf, isLocalDate, type LocalDate, month } from '@sportello/kernel/calendar';
import { decimal, isDecimal } from '@sportello/kernel/decimal';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import {
  type BookFault,
  type Confidence,
  composeTariffBook,
  type Figure,
  type TariffBook,
  type TariffEntry,
} from './domain/tariff-book.js';

/** What is wrong in the tariff folder: file, entry, what was expected there and what stands there. */
export type TariffFileFault =
  | {
      readonly code: 'tariffs.file_malformed';
      readonly file: string;
      readonly entry: string;
      readonly expected: string;
      readonly found: string;
    }
  | (BookFault & { readonly file: string });
export type TariffFolderRefusal = {
  readonly code: 'tariffs.folder_refused';
  readonly faults: readonly TariffFileFault[];
};

const CONFIDENCES = ['confirmed', 'estimate', 'to_be_confirmed'] as const satisfies readonly Confidence[];
const isConfidence = (text: string): text is Confidence => (CONFIDENCES as readonly string[]).includes(text);

const decimalText = z.string({ error: 'a decimal in quotes' }).refine(isDecimal, 'a decimal with a dot, in quotes');
const wholeText = z.string({ error: 'a whole number in quotes' }).regex(/^\d+$/, 'a whole number in quotes');
const day = z
  .string({ error: 'a day YYYY-MM-DD' })
  .refine(isLocalDate, 'a day YYYY-MM-DD')
  .transform((text) => text as LocalDate);

const versionSchema = z
  .strictObject({
    validFrom: day,
    validToExclusive: day.optional(),
    confidence: z.enum(CONFIDENCES),
    source: z.string().min(1),
    value: decimalText.optional(),
    brackets: z
      .array(z.strictObject({ upTo: wholeText.optional(), value: decimalText }))
      .min(1)
      .optional(),
    monthlyPercent: z.array(decimalText).length(12).optional(),
  })
  .refine(
    ({ value, brackets, monthlyPercent }) =>
      [value, brackets, monthlyPercent].filter((it) => it !== undefined).length === 1,
    'exactly one of value, brackets, monthlyPercent',
  )
  .refine(
    ({ brackets }) => brackets === undefined || bracketsRise(brackets),
    'brackets with rising upTo, the last one without',
  );

const fileSchema = z.strictObject({
  sources: z.record(z.string(), z.string().min(1)),
  entries: z.array(
    z.strictObject({
      code: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9.-]+)+$/, 'a code such as electricity/network.sigma1'),
      meaning: z.string().min(1),
      unit: z.string().min(1),
      versions: z.array(versionSchema).min(1),
    }),
  ),
});
type ParsedVersion = z.infer<typeof versionSchema>;

function bracketsRise(brackets: readonly { upTo?: string | undefined }[]): boolean {
  return brackets.every(({ upTo }, index) => {
    const previous = index === 0 ? '0' : brackets[index - 1]?.upTo;
    if (index === brackets.length - 1) return upTo === undefined;
    return upTo !== undefined && previous !== undefined && BigInt(upTo) > BigInt(previous);
  });
}

function figureOf({ value, brackets, monthlyPercent }: ParsedVersion): Figure {
  if (value !== undefined) return { kind: 'value', value: decimal(value), text: value };
  if (monthlyPercent !== undefined) return { kind: 'monthly_percent', percents: monthlyPercent.map(decimal) };
  return {
    kind: 'brackets',
    brackets: (brackets ?? []).map(({ upTo, value: text }) => ({
      upTo: upTo === undefined ? null : BigInt(upTo),
      price: decimal(text),
      text,
    })),
  };
}

type FileResult = { readonly entries: readonly TariffEntry[]; readonly faults: readonly TariffFileFault[] };
const malformed = (file: string, entry: string, expected: string, found: unknown): TariffFileFault => ({
  code: 'tariffs.file_malformed',
  file,
  entry,
  expected,
  found: typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing'),
});

const valueAtPath = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], root);

function readYaml(file: string, text: string): FileResult {
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch (error) {
    return { entries: [], faults: [malformed(file, '(file)', 'YAML', (error as Error).message.split('\n')[0])] };
  }
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const [, index, ...rest] = issue.path;
      const code = valueAtPath(raw, ['entries', index ?? -1, 'code']);
      const entry = `${typeof code === 'string' ? code : '(file)'} ${rest.map(String).join('.')}`.trim();
      return malformed(file, entry, issue.message, valueAtPath(raw, issue.path));
    });
    return { entries: [], faults };
  }
  const { sources, entries } = parsed.data;
  const faults = entries.flatMap(({ code, versions }) =>
    versions
      .filter(({ source }) => sources[source] === undefined)
      .map(({ validFrom, source }) =>
        malformed(file, `${code} ${validFrom}`, `one of: ${Object.keys(sources).join(', ')}`, source),
      ),
  );
  return {
    faults,
    entries: entries.map(({ code, unit, versions }) => ({
      code,
      unit,
      versions: versions.map((version) => ({
        validFrom: version.validFrom,
        validToExclusive: version.validToExclusive ?? null,
        confidence: version.confidence,
        source: sources[version.source] ?? version.source,
        figure: figureOf(version),
      })),
    })),
  };
}

/** The codes that the columns of an index file fill. Monthly series, EUR per kWh or Smc. */
const INDEX_FILES: Readonly<Record<string, { readonly unit: string; readonly codes: readonly string[] }>> = {
  'indexes/pun.csv': { unit: 'EUR/kWh', codes: ['index/pun'] },
  'indexes/pun-bands.csv': { unit: 'EUR/kWh', codes: ['index/pun.f1', 'index/pun.f2', 'index/pun.f3'] },
  'indexes/psv.csv': { unit: 'EUR/Smc', codes: ['index/psv'] },
};

/** An index file: `#` lines say the source, then `month,value(s),confidence`; a month holds for its own days only. */
function readIndex(file: string, text: string): FileResult {
  const series = INDEX_FILES[file];
  if (series === undefined) {
    return { entries: [], faults: [malformed(file, '(file)', `one of: ${Object.keys(INDEX_FILES).join(', ')}`, file)] };
  }
  const lines = text.split(/\r?\n/);
  const source = lines
    .filter((line) => line.startsWith('#'))
    .map((line) => line.slice(1).trim())
    .join(' ');
  const faults: TariffFileFault[] = [];
  const versions: TariffEntry['versions'][number][][] = series.codes.map(() => []);
  for (const line of lines.filter((each) => each !== '' && !each.startsWith('#')).slice(1)) {
    const cells = line.split(',');
    const [monthText = '', confidence = ''] = [cells[0], cells.at(-1)];
    const values = cells.slice(1, -1);
    const isWhole = isLocalDate(`${monthText}-01`) && values.length === series.codes.length && values.every(isDecimal);
    if (!isWhole || !isConfidence(confidence)) {
      faults.push(malformed(file, monthText, `month,${series.codes.join(',')},confidence`, line));
      continue;
    }
    const of = month(monthText);
    for (const [index, value] of values.entries()) {
      versions[index]?.push({
        validFrom: firstDayOf(of),
        validToExclusive: firstDayOf(addMonthsTo(of, 1)),
        source,
        confidence,
        figure: { kind: 'value', value: decimal(value), text: value },
      });
    }
  }
  return {
    faults,
    entries: series.codes.map((code, index) => ({ code, unit: series.unit, versions: versions[index] ?? [] })),
  };
}

/** `cases/` holds inputs of tests, `calendar/` the holidays that metering reads; any other file must be whole. */
const NOT_PRICES = /^(cases|calendar)\//;

/**
 * Read the folder of regulated data (`tariffs/` of the repository) into a book. Refuses the whole folder and names
 * every fault: nothing is rated with half a tariff.
 */
export async function loadTariffBook(folder: string): Promise<Result<TariffBook, TariffFolderRefusal>> {
  const files = (await readdir(folder, { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !NOT_PRICES.test(name) && /\.(yaml|csv)$/.test(name))
    .toSorted();
  const results = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      return { file, ...(file.endsWith('.csv') ? readIndex(file, text) : readYaml(file, text)) };
    }),
  );
  const faults = results.flatMap((result) => result.faults);
  const book = composeTariffBook(results.flatMap((result) => result.entries));
  if (book.ok && faults.length === 0) return ok(book.value);
  const fileOf = (code: string): string =>
    results.findLast(({ entries }) => entries.some((entry) => entry.code === code))?.file ?? '';
  const bookFaults = book.ok ? [] : book.refusal.faults.map((fault) => ({ ...fault, file: fileOf(fault.entry) }));
  return refuse({ code: 'tariffs.folder_refused', faults: [...faults, ...bookFaults] });
}
