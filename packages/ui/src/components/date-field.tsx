import { TextInput } from '@mantine/core';
import { useUiT } from '../i18n/ui-catalogue.js';

type DateFieldProps = {
  readonly id?: string;
  readonly label: string;
  readonly description?: string;
  /** Text as typed; `parseTypedDay` reads it. */
  readonly typed: string;
  readonly error?: string | undefined;
  readonly onTyped: (typed: string) => void;
  readonly onLeave?: () => void;
  /** Among other filters in a row: the shape stands inside the empty box. */
  readonly isFilter?: boolean;
};

/**
 * A day in one box, written as Italians write it. Native date inputs follow the language of the browser, not of the
 * page, and many people cannot use their calendars.
 */
export function DateField({
  id,
  label,
  description,
  typed,
  error,
  onTyped,
  onLeave,
  isFilter = false,
}: DateFieldProps) {
  const t = useUiT();
  return (
    <TextInput
      {...(id !== undefined && { id })}
      label={label}
      {...(isFilter
        ? { placeholder: t('date.shape') }
        : { description: [description, t('date.shape')].filter(Boolean).join('. ') })}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      styles={{ wrapper: { maxWidth: 160 } }}
      value={typed}
      error={error}
      onChange={(event) => onTyped(event.currentTarget.value)}
      {...(onLeave !== undefined && { onBlur: onLeave })}
    />
  );
}
