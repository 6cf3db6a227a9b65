import assert from 'node:assert/strict';
import { test } from 'vitest';
import { en } from '../messages/en.js';
import { it } from '../messages/it.js';
import { composeMessage } from './compose-message.js';

const letterhead = { language: 'it', company: 'Energia & Gas', signature: 'Chiama 800 000 000.' } as const;
const words = {
  subject: 'Ciao {name}',
  paragraphs: ['Il tuo nome è {name}.'],
  action: { label: 'Apri', address: '{link}' },
  closing: [],
};

test('values are escaped in the HTML and plain in the text', () => {
  const { text, html } = composeMessage(
    words,
    { name: `<b>D'Amico & "figli"`, link: 'https://example.test/a?b=1&c=2' },
    letterhead,
  );
  assert.match(text, /Il tuo nome è <b>D'Amico & "figli"\./);
  assert.match(html, /Il tuo nome è &lt;b&gt;D&#39;Amico &amp; &quot;figli&quot;\./);
  assert.match(html, /href="https:\/\/example\.test\/a\?b=1&amp;c=2"/);
  assert.match(html, /Energia &amp; Gas/);
});

test('a value cannot add a line to a header or turn the direction of the text', () => {
  const { subject } = composeMessage(
    words,
    { name: 'A\r\nBcc: x@y.example\u202e', link: 'https://e.test' },
    letterhead,
  );
  assert.equal(subject, 'Ciao A Bcc: x@y.example');
});

test('a value that looks like a placeholder stays as it is', () => {
  const { subject } = composeMessage(words, { name: '{link}', link: 'https://e.test' }, letterhead);
  assert.equal(subject, 'Ciao {link}');
});

test('a missing value or an address that is not of the web stops the message', () => {
  assert.throws(() => composeMessage(words, { name: 'A' }, letterhead), /needs a value for link/);
  assert.throws(() => composeMessage(words, { name: 'A', link: 'javascript:alert(1)' }, letterhead), /web address/);
});

test('each message asks for the same values in both languages', () => {
  const placeholders = (template: object) => [...new Set(JSON.stringify(template).match(/\{\w+\}/g))].toSorted();
  for (const name of Object.keys(it) as (keyof typeof it)[]) {
    assert.deepEqual(placeholders(en[name]), placeholders(it[name]), name);
  }
});
