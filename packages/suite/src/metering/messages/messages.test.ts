import assert from 'node:assert/strict';
import { test } from 'vitest';
import { en } from './en.js';
import { it } from './it.js';

const factsOf = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

test('the English sentence of every code names the same facts as the Italian one', () => {
  for (const [code, sentence] of Object.entries(it)) {
    assert.deepEqual(factsOf(en[code as keyof typeof it]), factsOf(sentence), code);
  }
});
