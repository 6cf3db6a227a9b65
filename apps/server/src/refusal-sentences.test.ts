import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'vitest';
import { loadRegulatedData, routesOf } from './compose.js';
import { rootFolder } from './root-folder.js';

type Catalogue = Readonly<Record<string, string>>;
const suite = resolve(rootFolder, 'packages/suite/src');

/** Every sentence of the suite by its code, from the messages of all capabilities. */
async function sentencesIn(language: 'it' | 'en'): Promise<Catalogue> {
  const files = readdirSync(suite, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(`/messages/${language}.ts`),
  );
  const modules = await Promise.all(files.map((file) => import(resolve(suite, file))));
  return Object.assign({}, ...modules.map((module) => module[language]));
}
const factsOf = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('every refusal of every route has an Italian and an English sentence', async () => {
  const [italian, english] = await Promise.all([sentencesIn('it'), sentencesIn('en')]);
  const codes = new Set(routesOf(await loadRegulatedData()).flatMap(({ route }) => Object.keys(route.refusals)));
  assert.ok(codes.size > 60, `only ${codes.size} codes were looked at`);
  for (const [language, sentences] of Object.entries({ italian, english })) {
    const silent = [...codes].filter((code) => (sentences[code] ?? '') === '');
    assert.deepEqual(silent, [], `codes without words in ${language}`);
  }
});

test('an English sentence names the same facts as the Italian one', async () => {
  const [italian, english] = await Promise.all([sentencesIn('it'), sentencesIn('en')]);
  for (const [code, sentence] of Object.entries(italian)) {
    // Messages that are sent (subject, text, …) are compared beside their composer.
    if (typeof sentence === 'string') assert.deepEqual(factsOf(english[code] ?? ''), factsOf(sentence), code);
  }
});
