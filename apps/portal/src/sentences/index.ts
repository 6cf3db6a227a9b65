import { en as accessEn } from '@sportello/suite/access/messages/en';
import { it as accessIt } from '@sportello/suite/access/messages/it';
import { en as accountsEn } from '@sportello/suite/portal-accounts/messages/en';
import { it as accountsIt } from '@sportello/suite/portal-accounts/messages/it';
import type { Problem } from '@sportello/ui/client/call';
import { useProblemSentence } from '@sportello/ui/components/page-states.tsx';
import { formatDay, formatInstant, formatNumber } from '@sportello/ui/format/format';
import { createI18n, fillSentence } from '@sportello/ui/i18n/create-i18n';
import { type Language, useLanguage } from '@sportello/ui/i18n/language.tsx';
import { en } from './en.js';
import { it } from './it.js';

export const { useT } = createI18n({ it, en });
export type SentenceKey = keyof typeof it;

/** Sentences of a capability in both languages, by code. */
export type CapabilitySentences = Readonly<Record<Language, Readonly<Record<string, string>>>>;
const ACCESS: CapabilitySentences = {
  it: { ...accessIt, ...accountsIt },
  en: { ...accessEn, ...accountsEn },
};

/** Facts of a refusal as people read them. An instant is at most hours away (blocks, links): its time is enough. */
function inWords(value: unknown, language: Language): string {
  const text = String(value);
  if (typeof value === 'number') return formatNumber(text, language);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text);
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? formatInstant(text, language).slice(-5) : text;
}

/** A code of a capability in words; undefined when it has none. */
export function useCodeSentence(
  capability: CapabilitySentences = ACCESS,
): (code: string, facts: Readonly<Record<string, unknown>>) => string | undefined {
  const { language } = useLanguage();
  return (code, facts) => {
    const sentence = capability[language][code];
    if (sentence === undefined) return undefined;
    return fillSentence(
      sentence,
      Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, inWords(value, language)])),
    );
  };
}

/** The sentence of whatever kept a call from its answer. A page loads the sentences of its own capability with it. */
export function useProblem(capability: CapabilitySentences = ACCESS): (problem: Problem) => string {
  const shared = useProblemSentence();
  const codeSentence = useCodeSentence(capability);
  return (problem) =>
    (problem.kind === 'refusal' ? codeSentence(problem.code, problem.facts) : undefined) ?? shared(problem);
}
