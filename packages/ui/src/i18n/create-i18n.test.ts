import { expect, test } from 'vitest';
import { createI18n } from './create-i18n.js';

const { translators, has } = createI18n({
  it: { hello: 'Ciao {name}, hai {count} bollette', bye: 'A presto' },
  en: { hello: 'Hello {name}, you have {count} bills', bye: 'See you' },
});

test('values go where their braces are', () => {
  expect(translators.it('hello', { name: 'Giulia', count: 2 })).toBe('Ciao Giulia, hai 2 bollette');
  expect(translators.en('hello', { name: 'Giulia', count: 2 })).toBe('Hello Giulia, you have 2 bills');
});

test('a value that is missing does not compile', () => {
  // @ts-expect-error count is missing
  expect(translators.it('hello', { name: 'Giulia' })).toContain('{count}');
});

test('a code of the server may have a sentence or not', () => {
  expect(has('bye')).toBe(true);
  expect(has('toString')).toBe(false);
});
