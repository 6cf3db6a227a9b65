import { en as accessEn } from '@sportello/suite/access/messages/en';
import { it as accessIt } from '@sportello/suite/access/messages/it';
import { en as billingEn } from '@sportello/suite/billing/messages/en';
import { it as billingIt } from '@sportello/suite/billing/messages/it';
import { en as contractsEn } from '@sportello/suite/contracts/messages/en';
import { it as contractsIt } from '@sportello/suite/contracts/messages/it';
import { en as crmEn } from '@sportello/suite/crm/messages/en';
import { it as crmIt } from '@sportello/suite/crm/messages/it';
import { en as invoicingEn } from '@sportello/suite/invoicing/messages/en';
import { it as invoicingIt } from '@sportello/suite/invoicing/messages/it';
import { en as meteringEn } from '@sportello/suite/metering/messages/en';
import { it as meteringIt } from '@sportello/suite/metering/messages/it';
import { en as partiesEn } from '@sportello/suite/parties/messages/en';
import { it as partiesIt } from '@sportello/suite/parties/messages/it';
import { en as platformEn } from '@sportello/suite/platform/messages/en';
import { it as platformIt } from '@sportello/suite/platform/messages/it';
import { en as ratingEn } from '@sportello/suite/rating/messages/en';
import { it as ratingIt } from '@sportello/suite/rating/messages/it';
import { en as supplyPointsEn } from '@sportello/suite/supply-points/messages/en';
import { it as supplyPointsIt } from '@sportello/suite/supply-points/messages/it';
import { en as tariffsEn } from '@sportello/suite/tariffs/messages/en';
import { it as tariffsIt } from '@sportello/suite/tariffs/messages/it';
import { formatDay, formatInstant } from '@sportello/ui/format/format';
import { fillSentence } from '@sportello/ui/i18n/create-i18n';
import { type Language, useLanguage } from '@sportello/ui/i18n/language.tsx';
import { isOfficeWord, useT } from './words.ts';

const SENTENCES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  it: {
    ...accessIt,
    ...billingIt,
    ...contractsIt,
    ...crmIt,
    ...invoicingIt,
    ...meteringIt,
    ...partiesIt,
    ...platformIt,
    ...ratingIt,
    ...supplyPointsIt,
    ...tariffsIt,
  },
  en: {
    ...accessEn,
    ...billingEn,
    ...contractsEn,
    ...crmEn,
    ...invoicingEn,
    ...meteringEn,
    ...partiesEn,
    ...platformEn,
    ...ratingEn,
    ...supplyPointsEn,
    ...tariffsEn,
  },
};

/** A fact as it stands in a sentence: days and instants are written as people read them. */
function factText(value: unknown, language: Language): string {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? formatInstant(text, language) : text;
}

/** The sentence of a refusal, reason or component that the suite names by its code, with its facts. */
export function useSentenceOf(): (code: string, facts?: Readonly<Record<string, unknown>>) => string {
  const { language } = useLanguage();
  const t = useT();
  return (code, facts = {}) => {
    const sentence = SENTENCES[language][code];
    if (sentence === undefined) return t('unknown_code', { code });
    return fillSentence(
      sentence,
      Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, factText(value, language)])),
    );
  };
}

/** The word of a name that the suite uses in facts (`readOn`, `street`); the name itself when it has none. */
export function useWordOf(): (name: string) => string {
  const t = useT();
  return (name) => {
    const key = `fact.${name}`;
    return isOfficeWord(key) ? t(key as 'fact.readOn') : name;
  };
}

/** Short words for why a measure waits in the worklist. */
export function useReasonWords(): (reason: string) => string {
  const t = useT();
  return (reason) => {
    const key = `reason.${reason}`;
    return isOfficeWord(key) ? t(key as 'reason.metering.unknown_point') : t('reason.other', { reason });
  };
}

/** The sentence of an error of an imported file. */
export function useImportWords(): (error: {
  readonly code: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}) => string {
  const sentenceOf = useSentenceOf();
  return ({ code, ...facts }) => sentenceOf(code, { ...facts, element: facts.column });
}
