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
};

/**
 * A day in one box, written as Italians write it. Native date inputs follow the language of the browser, not of the
 * page, and many people cannot use their calendars.
 */
export function DateField({ id, label, description, typed, error, onTyped, onLeave }: DateFieldProps) {
  const t = useUiT();
  return (
    <TextInput
      {...(id !== undefined && { id })}
      label={label}
      description={[description, t('date.shape')].filter(Boolean).join('. ')}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      w={{ base: '100%', xs: 190 }}
      value={typed}
      error={error}
      onChange={(event) => onTyped(event.currentTarget.value)}
      {...(onLeave !== undefined && { onBlur: onLeave })}
    />
  );
}
