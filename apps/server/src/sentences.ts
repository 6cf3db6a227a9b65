import { en as billing } from '@sportello/suite/billing/messages/en';
import { en as invoicing } from '@sportello/suite/invoicing/messages/en';
import { en as metering } from '@sportello/suite/metering/messages/en';
import { en as platform } from '@sportello/suite/platform/messages/en';
import { en as tariffs } from '@sportello/suite/tariffs/messages/en';

const SENTENCES: Readonly<Record<string, string>> = { ...platform, ...tariffs, ...metering, ...billing, ...invoicing };

/** What a command says of a code: its English sentence with the facts in it, or the code when it has none. */
export const sentenceOf = (code: string, facts: Readonly<Record<string, unknown>> = {}): string =>
  (SENTENCES[code] ?? code).replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in facts ? String(facts[name]) : whole,
  );
