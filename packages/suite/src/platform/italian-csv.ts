const MARK = '\uFEFF';
/** A cell that a spreadsheet would run as a formula is quoted as text. */
const asText = (cell: string): string => (/^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[;"\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

/** Decimal text as Italian spreadsheets read it: comma, no grouping. */
export const decimalComma = (text: string): string => text.replace('.', ',');
/** `2026-11-22` → `22/11/2026`. */
export const italianDay = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** A CSV that opens well in Italy: semicolons, UTF-8 with mark, lines ended by CR LF. */
export const italianCsv = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  MARK + [head, ...rows].map((cells) => `${cells.map((cell) => quoted(asText(cell))).join(';')}\r\n`).join('');
