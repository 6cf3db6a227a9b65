import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { contextOf, givenCompany } from '@sportello/testkit/builders';
import { type MovingClock, movingClock } from '@sportello/testkit/moving-clock';
import { asCompany, createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import { sql } from 'kysely';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { type MailTransport, queueMessage, sendDueMessages } from '../../messaging/index.js';
import { addSeconds } from '../../platform/clock.js';
import type { Company } from '../../platform/context.js';
import { oneRow } from '../../platform/database.js';
import { smtpTransport } from './smtp-transport.js';

let database: TestDatabase;
let company: Company;
let clock: MovingClock;
let servers: SMTPServer[] = [];
let counter = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
afterEach(async () => {
  for (const server of servers) await new Promise<void>((resolve) => server.close(resolve));
  servers = [];
});

/** A new company for each test, so that no message of another one waits. */
async function begin(): Promise<void> {
  counter += 1;
  company = await givenCompany(database, { code: `azienda-${counter}` });
  clock = movingClock('2026-11-22T10:00:00.000Z');
}
const wait = (seconds: number): void => clock.moveTo(addSeconds(clock.now(), seconds));

type Reply = { readonly responseCode: number; readonly message: string } | 'ok';
type Mailbox = {
  readonly url: string;
  readonly port: number;
  readonly received: string[];
  readonly close: () => Promise<void>;
};
/** A real server that counts what it accepts; `rcpt` and `data` say what it answers, once each, then ok. */
async function givenServer({
  rcpt = [],
  data = [],
  port = 0,
}: {
  rcpt?: Reply[];
  data?: Reply[];
  port?: number;
}): Promise<Mailbox> {
  const received: string[] = [];
  const answer = (replies: Reply[]) => {
    const reply = replies.shift() ?? 'ok';
    return reply === 'ok' ? undefined : Object.assign(new Error(reply.message), { responseCode: reply.responseCode });
  };
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (_address, _session, done) => done(answer(rcpt)),
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      stream.on('end', () => {
        const refusal = answer(data);
        if (refusal === undefined) received.push(text);
        done(refusal);
      });
    },
  };
  const server = new SMTPServer(options);
  server.on('error', () => undefined);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: bound } = server.server.address() as AddressInfo;
  const close = async () => {
    servers = servers.filter((other) => other !== server);
    await new Promise<void>((resolve) => server.close(resolve));
  };
  return { url: `smtp://127.0.0.1:${bound}`, port: bound, received, close };
}

const queue = (cause: string, address = 'giulia@posta.example') =>
  asCompany(database, company.companyId, (db) =>
    queueMessage(contextOf(db, company, clock, { kind: 'system', name: 'test' }), {
      cause,
      template: 'confirm_email',
      language: 'it',
      to: { name: 'Giulia D’Amico', address },
      customerId: null,
      values: { name: 'Giulia D’Amico', link: 'http://localhost:4000/confirm/abc', hours: '24' },
    }),
  );
const send = (transport: MailTransport) =>
  sendDueMessages({
    pool: database.app,
    company,
    clock,
    transport,
    from: 'sportello@energiaesempio.example',
    publicUrl: 'http://localhost:4000',
  });
const stateOf = (cause: string) =>
  asCompany(database, company.companyId, (db) =>
    oneRow(
      db,
      sql<{ state: string; attempts: number; last_answer: string | null; next_attempt_at: string }>`
        select state, attempts, last_answer, next_attempt_at from messaging_message
        where company_id = ${company.companyId} and cause = ${cause}`,
    ),
  );

test('a message queued twice for one cause is delivered once, with its headers and both bodies', async () => {
  await begin();
  const server = await givenServer({});
  await queue('a');
  await queue('a');
  const transport = smtpTransport(server.url);
  assert.equal(await send(transport), 1);
  assert.equal(await send(transport), 0);
  assert.equal(server.received.length, 1);
  const [mail = ''] = server.received;
  assert.match(mail, /^From: "?Energia Esempio S\.p\.A\."? <sportello@energiaesempio\.example>/m);
  assert.match(mail, /^Message-ID: <[0-9a-f-]{36}@localhost>/m);
  assert.match(mail, /^Date: Sun, 22 Nov 2026 10:00:00 \+0000/m);
  assert.match(mail, /^Auto-Submitted: auto-generated/m);
  assert.match(mail, /text\/plain[\s\S]*text\/html/);
  assert.equal((await stateOf('a')).state, 'sent');
});

test('with the server down messages wait in the queue; when it is back each is sent once', async () => {
  await begin();
  const gone = await givenServer({});
  await gone.close();
  for (const cause of ['a', 'b', 'c']) await queue(cause);
  const transport = smtpTransport(gone.url);
  assert.equal(await send(transport), 1, 'one message finds out, the others wait');
  assert.equal(await send(transport), 0);
  assert.deepEqual((await stateOf('a')).state, 'deferred');
  assert.match((await stateOf('a')).last_answer ?? '', /ECONNREFUSED/);
  assert.deepEqual([(await stateOf('b')).state, (await stateOf('b')).attempts], ['queued', 0]);

  const back = await givenServer({ port: gone.port });
  wait(29);
  assert.equal(await send(transport), 0, '29 of 30 seconds');
  wait(1);
  assert.equal(await send(transport), 3);
  assert.equal(back.received.length, 3);
  wait(72 * 3600);
  assert.equal(await send(transport), 0);
});

test('451 to the address (greylisting) is tried again after 30 seconds, with the same Message-ID', async () => {
  await begin();
  const server = await givenServer({
    data: [{ responseCode: 451, message: 'come back later' }],
    rcpt: [{ responseCode: 451, message: 'greylisted' }],
  });
  await queue('a');
  const transport = smtpTransport(server.url);
  await send(transport);
  assert.deepEqual((await stateOf('a')).state, 'deferred');
  assert.match((await stateOf('a')).last_answer ?? '', /451.*greylisted/);
  wait(30);
  await send(transport);
  assert.match(
    (await stateOf('a')).last_answer ?? '',
    /451.*come back later/,
    'now the content is refused for a while',
  );
  assert.equal((await stateOf('a')).state, 'deferred');
  wait(60);
  await send(transport);
  assert.equal((await stateOf('a')).state, 'sent');
  assert.equal(server.received.length, 1);
});

test('a server that says 451 for 72 hours is given up', async () => {
  await begin();
  const replies = Array.from({ length: 60 }, () => ({ responseCode: 451, message: 'not now' }));
  const server = await givenServer({ rcpt: replies });
  await queue('a');
  const transport = smtpTransport(server.url);
  for (let hour = 0; hour <= 72; hour += 4) {
    await send(transport);
    wait(4 * 3600);
  }
  assert.equal((await stateOf('a')).state, 'failed');
  assert.equal(server.received.length, 0);
});

test('550 fails at once with the words of the server, and the next message goes on', async () => {
  await begin();
  const server = await givenServer({ rcpt: [{ responseCode: 550, message: 'no such mailbox' }] });
  await queue('a', 'nobody@posta.example');
  wait(1);
  await queue('b');
  await send(smtpTransport(server.url));
  assert.equal((await stateOf('a')).state, 'failed');
  assert.match((await stateOf('a')).last_answer ?? '', /550.*no such mailbox/);
  assert.equal((await stateOf('b')).state, 'sent');
});

/** A server that takes the whole message and hangs up instead of answering 250. */
async function givenCuttingServer(): Promise<{ url: string; taken: () => number; close: () => Promise<void> }> {
  let taken = 0;
  const server = createServer((socket) => {
    let isContent = false;
    socket.on('error', () => undefined);
    socket.write('220 cut\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString('utf8');
      if (isContent) {
        if (!text.endsWith('\r\n.\r\n')) return;
        taken += 1;
        socket.destroy();
      } else if (text.startsWith('DATA')) {
        isContent = true;
        socket.write('354 go ahead\r\n');
      } else {
        socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: () => taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

test('cut before the 250: the message may have arrived, so a person checks and it is never sent again', async () => {
  await begin();
  const server = await givenCuttingServer();
  await queue('a');
  const transport = smtpTransport(server.url);
  await send(transport);
  assert.equal((await stateOf('a')).state, 'to_check');
  wait(73 * 3600);
  assert.equal(await send(transport), 0);
  assert.equal(server.taken(), 1);
  await server.close();
});

test('a sender that dies before the content leaves is tried again after 2 minutes; after it, checked after 10', async () => {
  await begin();
  const server = await givenServer({});
  const dead: Promise<never> = new Promise(() => undefined);
  /** Stands for kill -9: the promise never settles and nothing more is written. */
  const dying = (afterContent: boolean): MailTransport => ({
    send: async (_mail, beforeContent) => {
      if (afterContent) await beforeContent();
      return dead;
    },
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 200));

  await queue('before');
  void send(dying(false));
  await settled();
  assert.equal((await stateOf('before')).state, 'queued');
  assert.equal(await send(smtpTransport(server.url)), 0, 'claimed');
  wait(120);
  assert.equal(await send(smtpTransport(server.url)), 1);
  assert.equal((await stateOf('before')).state, 'sent');

  await queue('after');
  void send(dying(true));
  await settled();
  assert.equal((await stateOf('after')).state, 'data_started');
  wait(599);
  assert.equal(await send(smtpTransport(server.url)), 0);
  wait(1);
  await send(smtpTransport(server.url));
  assert.equal((await stateOf('after')).state, 'to_check');
  assert.equal(server.received.length, 1);
});

test('a sender that lost its claim sends nothing', async () => {
  await begin();
  const server = await givenServer({});
  await queue('a');
  const real = smtpTransport(server.url);
  const slow: MailTransport = {
    send: (mail, beforeContent) =>
      real.send(mail, async () => {
        // Paused beyond its two minutes: another sender takes the message and delivers it.
        wait(121);
        await send(real);
        return beforeContent();
      }),
  };
  await send(slow);
  assert.equal(server.received.length, 1);
  assert.equal((await stateOf('a')).state, 'sent');
});

test('two senders at once deliver 10 messages once each', async () => {
  await begin();
  const server = await givenServer({});
  for (let count = 0; count < 10; count += 1) await queue(`m${count}`);
  const transport = smtpTransport(server.url);
  const [one, two] = await Promise.all([send(transport), send(transport)]);
  assert.equal(one + two, 10);
  assert.equal(server.received.length, 10);
});

test('an address that is a list of addresses is refused before anything leaves', async () => {
  await begin();
  const server = await givenServer({});
  await queue('a', 'giulia@posta.example, thief@posta.example');
  await send(smtpTransport(server.url));
  assert.equal((await stateOf('a')).state, 'failed');
  assert.equal(server.received.length, 0);
});
