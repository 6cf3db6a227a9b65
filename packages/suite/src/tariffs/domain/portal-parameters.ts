import { type Decimal, decimal, isDecimal } from '@sportello/kernel/decimal';
import { assert, ok, type Result, refuse } from '@sportello/kernel/result';

/** Figures of one parameter file of the Portale Offerte by `nome_parametro`, yearly amounts. Descriptions mislead: trust the code. */
export type PortalParameters = ReadonlyMap<string, Decimal>;

export type PortalFileRefusal = {
  readonly code: 'tariffs.portal_file_malformed';
  readonly line: number;
  readonly expected: string;
  readonly found: string;
};

const HEADER = 'nome_parametro,valore,descrizione';

/**
 * Read `PO_Parametri_Mercato_Libero_{E,G}_….csv` whole or refuse it whole, with the first wrong line.
 * @source Portale Offerte open data: dot decimals, LF or CRLF, no validity dates inside
 */
export function parsePortalParameters(text: string): Result<PortalParameters, PortalFileRefusal> {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const malformed = (line: number, expected: string, found: string) =>
    refuse({ code: 'tariffs.portal_file_malformed' as const, line, expected, found });
  if (header !== HEADER) return malformed(1, HEADER, header ?? '');
  const parameters = new Map<string, Decimal>();
  for (const [index, line] of lines.entries()) {
    const [name = '', value = ''] = line.split(',', 2);
    if (!/^[a-z][a-z0-9_]*$/.test(name) || !isDecimal(value))
      return malformed(index + 2, 'code,decimal with a dot,description', line);
    if (parameters.has(name)) return malformed(index + 2, 'each code once', name);
    parameters.set(name, decimal(value));
  }
  return ok(parameters);
}

/** A figure that the caller's rule needs; a file without it is not the file the rule is for. */
export function parameter(parameters: PortalParameters, name: string): Decimal {
  const value = parameters.get(name);
  assert(value !== undefined, `parameter file without ${name}`);
  return value;
}
