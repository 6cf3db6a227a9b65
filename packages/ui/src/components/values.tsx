import { formatDay, formatDayInWords, formatEuro, formatQuantity } from '../format/format.js';
import { useLanguage } from '../i18n/language.tsx';

/** An amount in euro, e.g. `1.234,50 €`. `amount` is decimal text. */
export function Money({ amount }: { readonly amount: string }) {
  const { language } = useLanguage();
  return <span style={{ whiteSpace: 'nowrap' }}>{formatEuro(amount, language)}</span>;
}

/** A civil day, `22/11/2026`, or in words, `domenica 22 novembre`. */
export function CivilDate({ day, inWords = false }: { readonly day: string; readonly inWords?: boolean }) {
  const { language } = useLanguage();
  return <time dateTime={day}>{inWords ? formatDayInWords(day, language) : formatDay(day)}</time>;
}

/** A quantity with its unit, `1.184 Smc`. `quantity` is decimal text. */
export function Quantity({ quantity, unit }: { readonly quantity: string; readonly unit: string }) {
  const { language } = useLanguage();
  return <span style={{ whiteSpace: 'nowrap' }}>{formatQuantity(quantity, unit, language)}</span>;
}
