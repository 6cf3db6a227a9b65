import { isLocalDate, type LocalDate, parseItalianDate } from '@sportello/kernel/calendar';
import { decimal, formatDecimal, isDecimal, isNegative, trimDecimal } from '@sportello/kernel/decimal';
import type { Parsed } from '@sportello/kernel/identifiers';

/** What is wrong in a cell and where: `expected` is a form or a list of values, never a sentence. */
export type TableError = {
  readonly line: number;
  /** Name of the column; empty when the fault is of the line or of the file. */
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly expected: string;
};
export type TableRefusal = {
  readonly code: 'imports.refused';
  /** The first thousand. */
  readonly errors: readonly TableError[];
  readonly errorCount: number;
};

const LIMITS = { bytes: 50 * 1024 * 1024, rows: 200_000, cell: 10_000, errors: 1_000, shownValue: 80 } as const;

/** Collects errors in the order of the file, so that a person can mend all of them at once. */
export class TableErrors {
  private readonly listed: TableError[] = [];
  private total = 0;

  add(line: number, column: string, value: string, code: string, expected = ''): void {
    this.total += 1;
    if (this.listed.length >= LIMITS.errors) return;
    this.listed.push({ line, column, value: value.slice(0, LIMITS.shownValue), code, expected });
  }

  /** A key stands in one row of a file: `lineOf` remembers where, and a second row is an error. Answers whether it is the first. */
  addOnce(lineOf: Map<string, number>, key: string, line: number, column: string, value: string): boolean {
    const first = lineOf.get(key);
    if (first !== undefined) this.add(line, column, value, 'imports.duplicate_row', String(first));
    lineOf.set(key, line);
    return first === undefined;
  }

  get refusal(): TableRefusal | null {
    if (this.total === 0) return null;
    return { code: 'imports.refused', errors: this.listed.toSorted((a, b) => a.line - b.line), errorCount: this.total };
  }
}

type CellFault = { readonly code: string; readonly expected: string };
type Cell<T> = (text: string) => { readonly ok: true; readonly value: T } | ({ readonly ok: false } & CellFault);
const fine = <T>(value: T) => ({ ok: true, value }) as const;
const fault = (code: string, expected: string) => ({ ok: false, code, expected }) as const;

/** A cell that may be empty. */
export const optional =
  <T>(cell: Cell<T>): Cell<T | null> =>
  (text) =>
    text === '' ? fine(null) : cell(text);

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that no name or address has.
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Plain text. What a spreadsheet would run as a formula is refused: the table may be opened again by somebody. */
export const text =
  (longest: number): Cell<string> =>
  (value) => {
    if (value === '') return fault('imports.value_missing', `1–${longest}`);
    if (/^[=+\-@\t\r]/.test(value)) return fault('imports.formula_cell', '');
    if (CONTROL.test(value)) return fault('imports.control_character', '');
    return value.length > longest ? fault('imports.too_long', `1–${longest}`) : fine(value);
  };
export const matching =
  (pattern: RegExp, form: string): Cell<string> =>
  (value) => {
    if (value === '') return fault('imports.value_missing', form);
    return pattern.test(value) ? fine(value) : fault('imports.wrong_form', form);
  };
export const choice =
  <const C extends string>(choices: readonly C[]): Cell<C> =>
  (value) => {
    const chosen = choices.find((each) => each === value.toLowerCase());
    if (chosen !== undefined) return fine(chosen);
    return fault(value === '' ? 'imports.value_missing' : 'imports.unknown_value', choices.join(', '));
  };
const YES = ['yes', 'si', 'sì', 'true', '1'];
const NO = ['no', 'false', '0'];
export const yesNo: Cell<boolean> = (value) => {
  const folded = value.toLowerCase();
  if (YES.includes(folded)) return fine(true);
  return NO.includes(folded)
    ? fine(false)
    : fault(value === '' ? 'imports.value_missing' : 'imports.unknown_value', 'si, no');
};
const DAY_FORMS = 'AAAA-MM-GG, GG/MM/AAAA';
export const day: Cell<LocalDate> = (value) => {
  if (value === '') return fault('imports.value_missing', DAY_FORMS);
  const found = isLocalDate(value) ? value : parseItalianDate(value);
  return found === null ? fault('imports.not_a_day', DAY_FORMS) : fine(found);
};
export const wholeNumber =
  (from: number, to: number): Cell<number> =>
  (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= from && number <= to) return fine(number);
    return fault(value === '' ? 'imports.value_missing' : 'imports.not_a_number', `${from}–${to}`);
  };
/** A quantity that is not negative, with dot or comma: `3,5` → `3.5`. Zeros at the end are dropped. */
export const quantity =
  (wholeDigits: number, scale: number): Cell<string> =>
  (value) => {
    const form = `${'0'.repeat(Math.min(wholeDigits, 4))},${'0'.repeat(scale)}`;
    if (value === '') return fault('imports.value_missing', form);
    const plain = value.replace(',', '.');
    const number = isDecimal(plain) ? trimDecimal(decimal(plain)) : null;
    const fits =
      number !== null &&
      !isNegative(number) &&
      number.scale <= scale &&
      formatDecimal(number).split('.')[0]!.length <= wholeDigits;
    return fits ? fine(formatDecimal(number)) : fault('imports.not_a_number', form);
  };
/** A code with its own check, by the kernel: the canonical form is kept. */
export const identifier =
  (parse: (value: string) => Parsed, form: string): Cell<string> =>
  (value) => {
    if (value === '') return fault('imports.value_missing', form);
    const parsed = parse(value);
    if (parsed.ok) return fine(parsed.value);
    return fault(parsed.fault === 'check' ? 'imports.wrong_check_digit' : 'imports.wrong_form', form);
  };

export type Columns = Readonly<Record<string, Cell<unknown>>>;
type ValueOf<C> = C extends Cell<infer T> ? T : never;
export type TableRow<C extends Columns> = {
  readonly line: number;
  readonly cells: { readonly [K in keyof C]: ValueOf<C[K]> };
};

export type TableFile = { readonly content: Uint8Array; readonly encoding?: 'utf-8' | 'windows-1252' };

/**
 * Read a CSV table by the names of its header, in any order. Separator `;` or `,` as the header has it, quotes as in
 * RFC 4180, UTF-8 (with or without BOM) unless asked otherwise. Rows with an error are left out and told in `errors`.
 */
export function readTable<C extends Columns>(
  { content, encoding = 'utf-8' }: TableFile,
  columns: C,
  errors: TableErrors,
): readonly TableRow<C>[] {
  if (content.byteLength > LIMITS.bytes) {
    errors.add(1, '', String(content.byteLength), 'imports.file_too_large', String(LIMITS.bytes));
    return [];
  }
  const decoded = decode(content, encoding, errors);
  if (decoded === null) return [];
  const lines = splitRows(decoded, errors);
  const header = lines.next();
  if (header.done === true) {
    if (errors.refusal === null) errors.add(1, '', '', 'imports.empty_file', Object.keys(columns).join(';'));
    return [];
  }
  const places = placeColumns(header.value.cells, Object.keys(columns), errors);
  if (places === null) return [];

  const rows: TableRow<C>[] = [];
  let count = 0;
  for (const { line, cells } of lines) {
    if (cells.length === 1 && cells[0] === '') continue;
    count += 1;
    if (count > LIMITS.rows) {
      errors.add(line, '', '', 'imports.too_many_rows', String(LIMITS.rows));
      break;
    }
    if (cells.length !== header.value.cells.length) {
      errors.add(line, '', String(cells.length), 'imports.cell_count', String(header.value.cells.length));
      continue;
    }
    const row: Record<string, unknown> = {};
    let isSound = true;
    for (const [name, cell] of Object.entries(columns)) {
      const written = (cells[places.get(name) ?? -1] ?? '').trim();
      const read = cell(written);
      if (read.ok) row[name] = read.value;
      else {
        errors.add(line, name, written, read.code, read.expected);
        isSound = false;
      }
    }
    if (isSound) rows.push({ line, cells: row as TableRow<C>['cells'] });
  }
  if (count === 0 && errors.refusal === null) errors.add(2, '', '', 'imports.empty_file', '');
  return rows;
}

function decode(content: Uint8Array, encoding: 'utf-8' | 'windows-1252', errors: TableErrors): string | null {
  const nul = content.indexOf(0);
  if (nul >= 0) {
    errors.add(lineAt(content, nul), '', '', 'imports.nul_character', '');
    return null;
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    const readable = new TextDecoder(encoding).decode(content);
    const before = readable.slice(0, Math.max(0, readable.indexOf('\u{fffd}')));
    errors.add(before.split('\n').length, '', before.slice(-20), 'imports.wrong_encoding', encoding.toUpperCase());
    return null;
  }
}

function lineAt(content: Uint8Array, position: number): number {
  let line = 1;
  for (let index = 0; index < position; index += 1) if (content[index] === 10) line += 1;
  return line;
}

type Line = { readonly line: number; readonly cells: readonly string[] };

/** Cells of each row with the line it starts on. Stops at the first fault of the form of the file. */
function* splitRows(source: string, errors: TableErrors): Generator<Line, undefined> {
  const firstLine = source.slice(0, source.search(/\r?\n|$/));
  const separator = firstLine.includes(';') ? ';' : ',';
  let [position, line] = [0, 1];
  while (position < source.length) {
    const cells: string[] = [];
    const startLine = line;
    for (;;) {
      let cell: string;
      if (source[position] === '"') {
        const closed = closingQuote(source, position + 1);
        if (closed === null) {
          errors.add(startLine, '', source.slice(position, position + 40), 'imports.open_quote', '"');
          return;
        }
        cell = source.slice(position + 1, closed).replaceAll('""', '"');
        line += cell.split('\n').length - 1;
        position = closed + 1;
        const next = source[position];
        if (next !== undefined && next !== separator && next !== '\n' && next !== '\r') {
          errors.add(line, '', source.slice(closed, closed + 40), 'imports.text_after_quote', separator);
          return;
        }
      } else {
        let end = position;
        while (end < source.length && source[end] !== separator && source[end] !== '\n' && source[end] !== '\r')
          end += 1;
        cell = source.slice(position, end);
        position = end;
      }
      if (cell.length > LIMITS.cell) {
        errors.add(startLine, '', cell, 'imports.too_long', `1–${LIMITS.cell}`);
        return;
      }
      cells.push(cell);
      if (source[position] !== separator) break;
      position += 1;
    }
    if (source[position] === '\r') position += 1;
    if (source[position] === '\n') position += 1;
    line += 1;
    yield { line: startLine, cells };
  }
  return undefined;
}

/** Position of the quote that closes a quoted cell; two quotes in a row are one of the text. */
function closingQuote(source: string, from: number): number | null {
  for (let at = source.indexOf('"', from); at >= 0; at = source.indexOf('"', at + 2))
    if (source[at + 1] !== '"') return at;
  return null;
}

function placeColumns(
  header: readonly string[],
  names: readonly string[],
  errors: TableErrors,
): ReadonlyMap<string, number> | null {
  const places = new Map<string, number>();
  header.forEach((written, index) => {
    const name = written.trim().toLowerCase();
    if (!names.includes(name))
      errors.add(1, written.trim(), written.trim(), 'imports.unknown_column', names.join(', '));
    else if (places.has(name)) errors.add(1, name, written, 'imports.column_twice', '');
    else places.set(name, index);
  });
  for (const name of names) if (!places.has(name)) errors.add(1, name, '', 'imports.column_missing', name);
  return errors.refusal === null ? places : null;
}
