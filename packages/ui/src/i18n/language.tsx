import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react';

export type Language = 'it' | 'en';
const STORAGE_KEY = 'sportello.language';

type LanguageState = { readonly language: Language; readonly setLanguage: (language: Language) => void };
const LanguageContext = createContext<LanguageState>({ language: 'it', setLanguage: () => undefined });

const isLanguage = (text: string | null): text is Language => text === 'it' || text === 'en';

/** Chosen on this device before, else the browser's, else Italian. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  if (isLanguage(stored)) return stored;
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return known ?? 'it';
}

/** Language of the screen: changing it re-renders the words and keeps page and data. */
export function LanguageProvider({ children, initial }: { readonly children: ReactNode; readonly initial?: Language }) {
  const [language, choose] = useState<Language>(initial ?? firstLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const state = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        localStorage.setItem(STORAGE_KEY, next);
        choose(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={state}>{children}</LanguageContext>;
}

export const useLanguage = (): LanguageState => useContext(LanguageContext);
