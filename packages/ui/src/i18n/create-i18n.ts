import { type Language, useLanguage } from './language.tsx';

/** Names between braces of a sentence: `Ciao {name}` → `name`. */
type Placeholders<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Values<Sentence extends string> = [Placeholders<Sentence>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<Sentence>, string | number>>];

/** Put values in the braces of a sentence. */
export const fillSentence = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The translator of a catalogue: asks for exactly the values its Italian sentence has braces for. */
export type Translate<Catalogue extends Record<string, string>> = <Key extends keyof Catalogue & string>(
  key: Key,
  ...values: Values<Catalogue[Key]>
) => string;

/** A catalogue in every language: the Italian one decides the keys, the others are checked against it. */
export type TranslationOf<Catalogue> = { readonly [Key in keyof Catalogue]: string };

/**
 * Typed sentences. The Italian catalogue is the source (`as const`); a missing English sentence or a missing value
 * does not compile.
 */
export function createI18n<const Catalogue extends Record<string, string>>(catalogues: {
  readonly it: Catalogue;
  readonly en: TranslationOf<Catalogue>;
}) {
  const translatorOf =
    (language: Language): Translate<Catalogue> =>
    (key, ...values) =>
      fillSentence(catalogues[language][key], values[0] ?? {});
  const translators = { it: translatorOf('it'), en: translatorOf('en') };
  return {
    /** The translator of the language on screen. */
    useT: (): Translate<Catalogue> => translators[useLanguage().language],
    translators,
    /** True when a code that comes from the server has a sentence here. */
    has: (key: string): key is keyof Catalogue & string => Object.hasOwn(catalogues.it, key),
  };
}
