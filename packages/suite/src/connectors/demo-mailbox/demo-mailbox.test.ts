import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import type { OutgoingMail } from '../../messaging/index.js';
import type { Binding } from '../../platform/bind.js';
import { smtpTransport } from '../smtp/smtp-transport.js';
import { type DemoMailbox, startDemoMailbox } from './demo-mailbox.js';

const folder = mkdtempSync(join(tmpdir(), 'sportello-mailbox-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mail = (subject: string): OutgoingMail => ({
  messageId: `<${subject}@test.example>`,
  from: { name: 'Energia Esempio', address: 'sportello@energiaesempio.example' },
  to: { name: 'Giulia Rossi', address: 'giulia@posta.example' },
  subject: `Perché: ${subject}`,
  text: 'Apri http://localhost:4000/confirm/abc e poi http://localhost:4000/login.\n',
  html: '<p>Apri <a href="http://localhost:4000/confirm/abc">il link</a></p>',
  language: 'it',
  writtenAt: '2026-11-22T10:00:00.000Z',
});
const call = async (mailbox: DemoMailbox, path: string, input: object = {}) => {
  const binding = mailbox.routes.find(({ route }) => route.path === path) as Binding;
  return (binding.handle as (context: unknown, input: unknown) => ReturnType<Binding['handle']>)({}, input);
};
type Listed = { readonly messages: readonly { readonly id: string; readonly subject: string }[] };
const list = async (mailbox: DemoMailbox): Promise<Listed['messages']> => {
  const answer = await call(mailbox, '/demo/mailbox');
  assert(answer.ok);
  return (answer.value as Listed).messages;
};

test('a message sent by SMTP is listed, read with its links, and still there after a restart', async () => {
  const first = await startDemoMailbox({ folder });
  assert.deepEqual(
    await smtpTransport(first.smtpUrl)
      .send(mail('uno'), async () => true)
      .then(({ kind }) => kind),
    'accepted',
  );
  await first.close();

  const again = await startDemoMailbox({ folder });
  const [message] = await list(again);
  assert.equal(message?.subject, 'Perché: uno');
  const read = await call(again, '/demo/mailbox/:id', { id: message?.id });
  assert(read.ok);
  const { to, text, html, links } = read.value as { to: string; text: string; html: string; links: string[] };
  assert.equal(to, 'giulia@posta.example');
  assert.match(text, /confirm\/abc/);
  assert.match(html, /<a href="http:\/\/localhost:4000\/confirm\/abc">/);
  assert.deepEqual(links, ['http://localhost:4000/confirm/abc', 'http://localhost:4000/login']);
  await again.close();
});

test('an id that is not one of a message is not found, whatever path it spells', async () => {
  const mailbox = await startDemoMailbox({ folder });
  for (const id of ['../../etc/passwd', 'x', '01890000-0000-7000-8000-000000000000']) {
    const answer = await call(mailbox, '/demo/mailbox/:id', { id });
    assert.equal(answer.ok ? '' : answer.refusal.code, 'messaging.not_found');
  }
  await mailbox.close();
});

test('the last 200 messages are kept, newest first', async () => {
  const crowded = join(folder, 'crowded');
  mkdirSync(crowded);
  for (let count = 1; count <= 202; count += 1) {
    const id = `01890000-0000-7000-8000-${String(count).padStart(12, '0')}`;
    writeFileSync(join(crowded, `${id}.eml`), `Subject: m${count}\r\n\r\ntext\r\n`);
  }
  const mailbox = await startDemoMailbox({ folder: crowded });
  await smtpTransport(mailbox.smtpUrl).send(mail('newest'), async () => true);
  const messages = await list(mailbox);
  assert.equal(messages.length, 200, 'of 202 + 1');
  assert.equal(messages.at(0)?.subject, 'Perché: newest');
  assert.equal(messages.at(-1)?.subject, 'm4');
  await mailbox.close();
});
