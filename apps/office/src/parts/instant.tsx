import { formatInstant } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';

/** Day and time in Rome. */
export function InstantText({ at }: { readonly at: string }) {
  const { language } = useLanguage();
  return (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {formatInstant(at, language)}
    </time>
  );
}
