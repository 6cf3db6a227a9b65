import { Button, TextInput } from '@mantine/core';
import type { LocalDate } from '@sportello/kernel/calendar';
import { DateField } from '@sportello/ui/components/date-field.tsx';
import { formatDay, formatNumber, parseTypedDay } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { useUiT } from '@sportello/ui/i18n/ui-catalogue';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const QUIET_MS = 250;

/** A search that follows the typing, once it pauses. The URL has the last word. */
export function SearchBox({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (q: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  const applied = useRef(value);
  useEffect(() => {
    if (value === applied.current) return;
    applied.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === applied.current) return;
    const timer = setTimeout(() => {
      applied.current = typed;
      latest.current(typed);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      maxLength={100}
      onChange={(event) => setTyped(event.currentTarget.value)}
      style={{ flex: '1 1 220px', maxWidth: 380 }}
    />
  );
}

/** A day to filter by: applied once it is whole, or emptied. The URL has the last word. */
export function DayFilter({
  label,
  day,
  onChange,
}: {
  readonly label: string;
  readonly day: string | undefined;
  readonly onChange: (day: LocalDate | undefined) => void;
}) {
  const t = useUiT();
  const [typed, setTyped] = useState(day === undefined ? '' : formatDay(day));
  const [isWrong, setWrong] = useState(false);
  const applied = useRef(day);
  useEffect(() => {
    if (day === applied.current) return;
    applied.current = day;
    setTyped(day === undefined ? '' : formatDay(day));
  }, [day]);
  const type = (text: string) => {
    setTyped(text);
    setWrong(false);
    const read = text.trim() === '' ? undefined : parseTypedDay(text);
    if (read === null || read === applied.current) return;
    applied.current = read;
    onChange(read);
  };
  const leave = () => setWrong(typed.trim() !== '' && parseTypedDay(typed) === null);
  const error = isWrong ? t('date.malformed') : undefined;
  return <DateField isFilter label={label} typed={typed} error={error} onTyped={type} onLeave={leave} />;
}

export type Chip<Value extends string> = {
  readonly value: Value | undefined;
  readonly label: string;
  readonly count?: number;
};

/** Filters with their counts: one is always pressed. */
export function Chips<Value extends string>({
  label,
  chips,
  value,
  onChange,
}: {
  readonly label: string;
  readonly chips: readonly Chip<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}) {
  const { language } = useLanguage();
  return (
    <fieldset className="of-row" style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className="sp-only-read">{label}</legend>
      {chips.map((chip) => (
        <Button
          key={chip.value ?? 'all'}
          size="compact-sm"
          variant={chip.value === value ? 'filled' : 'outline'}
          aria-pressed={chip.value === value}
          onClick={() => onChange(chip.value)}
        >
          {chip.count === undefined ? chip.label : `${chip.label} ${formatNumber(String(chip.count), language)}`}
        </Button>
      ))}
    </fieldset>
  );
}
