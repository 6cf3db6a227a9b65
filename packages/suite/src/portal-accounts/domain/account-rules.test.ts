import assert from 'node:assert/strict';
import { test } from 'vitest';
import {
  checkSecurityQuestion,
  checkUserName,
  maskEmail,
  normaliseAnswer,
  normaliseHolderCode,
} from './account-rules.js';

const email = 'Giulia.Rossi@posta.example';
const names = [
  // typed                          expected
  ['giulia.rossi', 'giulia.rossi'],
  [' Giulia_Rossi-85 ', 'giulia_rossi-85'],
  ['giulia.rossi@POSTA.example', 'giulia.rossi@posta.example'], // her own e-mail
  ['altra@posta.example', null], // somebody else's
  ['gi', null], // 2 characters
  ['gia', 'gia'],
  ['a'.repeat(60), 'a'.repeat(60)],
  ['a'.repeat(61), null],
  ['giulia rossi', null],
  ['.giulia', null],
  ['giulià', null],
  ['', null],
] as const;
for (const [typed, expected] of names) {
  test(`user name «${typed.slice(0, 30)}» of ${typed.length}: ${expected === null ? 'refused' : 'accepted'}`, () => {
    const decision = checkUserName(typed, email);
    assert.equal(decision.ok ? decision.value : null, expected);
  });
}

const questions = [
  // policy     question            answer  expected
  ['off', 'Il primo gatto?', 'Micio', null],
  ['optional', '', '', null],
  ['optional', 'Il primo gatto?', 'Mi', 'portal_accounts.security_answer_too_short'],
  ['required', '', '', 'portal_accounts.security_question_missing'],
  ['required', 'Il primo gatto?', ' - ', 'portal_accounts.security_answer_too_short'],
  ['required', ' Il primo gatto? ', ' MICIÒ ', { question: 'Il primo gatto?', answer: 'micio' }],
] as const;
for (const [policy, question, answer, expected] of questions) {
  test(`a ${policy} question «${question}» with the answer «${answer}»`, () => {
    const decision = checkSecurityQuestion(policy, { question, answer });
    assert.deepEqual(decision.ok ? decision.value : decision.refusal.code, expected);
  });
}

test('an answer is the same without accents, capitals, spaces and apostrophes', () => {
  assert.equal(normaliseAnswer('  Sant’Agata  di Militèllo '), normaliseAnswer("sant'agata di militello"));
});

test('an e-mail is shown by its first letter and its domain', () => {
  assert.equal(maskEmail('giulia@posta.example'), 'g•••••@posta.example');
  assert.equal(maskEmail('g@posta.example'), 'g•••••@posta.example');
});

test('a tax code and a VAT number are read as people type them', () => {
  assert.equal(normaliseHolderCode(' rss gli 85a41 f257 x '), 'RSSGLI85A41F257X');
  assert.equal(normaliseHolderCode('IT 12345678903'), '12345678903');
});
