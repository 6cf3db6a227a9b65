import { type Cents, parseCents } from '@sportello/kernel/money';

/** The amount in a text as the portal writes it in Italian, `1.234,50 €` or `−3,00`. */
export function centsIn(text: string | null): Cents {
  const found = /([-−]?)\s?([\d.]+,\d{2})/.exec(text ?? '');
  if (found === null) throw new Error(`there is an amount in «${text}»`);
  const [, sign, digits = ''] = found;
  return parseCents(`${sign === '' ? '' : '-'}${digits.replaceAll('.', '').replace(',', '.')}`);
}
