import assert from 'node:assert/strict';
import { test } from 'vitest';
import { createLogger, maskPersonalData } from './logger.js';

const personal = [
  ['RSSMRA80A01H501U has moved', '[cf] has moved'],
  ['tax code rssmraulalmhrlmd', 'tax code [cf]'],
  ['pay from IT60X0542811101000000123456 now', 'pay from [iban] now'],
  ['to giulia.rossi+casa@posta.example', 'to [email]'],
  ['call 3331234567', 'call [phone]'],
  ['run 2026-11-01 of 254 supplies', 'run 2026-11-01 of 254 supplies'],
  ['POD IT001E12345678', 'POD IT001E12345678'],
] as const;
for (const [text, expected] of personal) {
  test(`«${text}» is logged as «${expected}»`, () => assert.equal(maskPersonalData(text), expected));
}

function logged(fields: object, message: string): Record<string, unknown> {
  const lines: string[] = [];
  createLogger('info', { write: (line) => void lines.push(line) }).info(fields, message);
  return JSON.parse(lines[0] ?? '{}');
}

test('a field that is not on the list is dropped, whoever logs it', () => {
  const line = logged(
    { requestId: 'r1', email: 'giulia@posta.example', customer: { name: 'Giulia' }, password: 'x' },
    'done',
  );
  assert.deepEqual(Object.keys(line).toSorted(), ['level', 'msg', 'requestId', 'time']);
});

test('the message of an error is masked and its stack is not printed', () => {
  const line = logged({ error: new Error('no such user giulia@posta.example') }, 'failed');
  assert.equal(line['error'], 'Error: no such user [email]');
});

test('a line end in a value cannot forge a second line', () => {
  const lines: string[] = [];
  createLogger('info', { write: (line) => void lines.push(line) }).info({ name: 'a\n{"level":"error"}' }, 'x');
  assert.equal(lines.length, 1);
  assert.equal(lines[0]?.trim().split('\n').length, 1);
});
