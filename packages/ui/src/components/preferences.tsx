import { NativeSelect, useMantineColorScheme } from '@mantine/core';
import { type Language, useLanguage } from '../i18n/language.tsx';
import { useUiT } from '../i18n/ui-catalogue.js';

/** Follow the device, or stay light or dark. */
export function SchemeSelect() {
  const t = useUiT();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choices = (['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`scheme.${value}`) }));
  return (
    <NativeSelect
      label={t('scheme.label')}
      data={choices}
      value={colorScheme}
      onChange={(event) => setColorScheme(event.currentTarget.value as 'auto' | 'light' | 'dark')}
    />
  );
}

const LANGUAGES: readonly { readonly value: Language; readonly label: string }[] = [
  { value: 'it', label: 'Italiano' },
  { value: 'en', label: 'English' },
];

/** Change the words of the screen; page and data stay. */
export function LanguageSelect({ onChange }: { readonly onChange?: (language: Language) => void }) {
  const t = useUiT();
  const { language, setLanguage } = useLanguage();
  const choose = (value: Language) => {
    setLanguage(value);
    onChange?.(value);
  };
  return (
    <NativeSelect
      label={t('language.label')}
      data={LANGUAGES}
      value={language}
      onChange={(event) => choose(event.currentTarget.value as Language)}
    />
  );
}
