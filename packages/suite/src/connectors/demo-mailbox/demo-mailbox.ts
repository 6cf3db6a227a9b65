import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ok, refuse } from '@sportello/kernel/result';
import PostalMime, { type Address } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { listDemoMailboxRoute, readDemoMailboxRoute } from '../../messaging/api.js';
import { type Binding, bind } from '../../platform/bind.js';
import { newId } from '../../platform/ids.js';

export type DemoMailbox = {
  readonly smtpUrl: string;
  readonly routes: readonly Binding[];
  readonly close: () => Promise<void>;
};

const MESSAGES_KEPT = 200;
const LARGEST_BYTES = 10 * 1024 * 1024;
const ID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A real SMTP server on loopback that keeps the last 200 messages as files and shows them on a page, so that a demo
 * needs no mail provider. Messages survive a restart; the port is new each time.
 */
export async function startDemoMailbox({ folder }: { readonly folder: string }): Promise<DemoMailbox> {
  await mkdir(folder, { recursive: true });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_BYTES,
    logger: false,
    onData: (stream, _session, done) => {
      storeMessage(folder, stream).then(
        () => done(),
        () => done(Object.assign(new Error('the message could not be stored'), { responseCode: 451 })),
      );
    },
  });
  // A client that goes away in the middle is no reason to stop.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    routes: [
      bind(listDemoMailboxRoute, async () => ok({ messages: await listMessages(folder) })),
      bind(readDemoMailboxRoute, async (_context, { id }) => {
        const message = ID_FORM.test(id) ? await readMessage(folder, id) : null;
        return message === null ? refuse({ code: 'messaging.not_found' }) : ok(message);
      }),
    ],
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** On the disk under its final name before the sender hears "250", then the oldest ones go. */
async function storeMessage(folder: string, stream: Readable): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const id = newId();
  const part = join(folder, `${id}.part`);
  const file = await open(part, 'w');
  try {
    await file.writeFile(Buffer.concat(chunks));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, join(folder, `${id}.eml`));
  for (const old of (await idsIn(folder)).slice(MESSAGES_KEPT))
    await unlink(join(folder, `${old}.eml`)).catch(() => undefined);
}

/** Newest first: the ids are ordered by time. */
const idsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder))
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.slice(0, -4))
    .filter((id) => ID_FORM.test(id))
    .toSorted()
    .reverse();

async function listMessages(folder: string) {
  const messages = await Promise.all((await idsIn(folder)).map((id) => readMessage(folder, id)));
  return messages
    .filter((message) => message !== null)
    .map(({ id, receivedAt, to, subject }) => ({ id, receivedAt, to, subject }));
}

async function readMessage(folder: string, id: string) {
  const bytes = await readFile(join(folder, `${id}.eml`)).catch(() => null);
  if (bytes === null) return null;
  const { from, to, subject, text, html } = await PostalMime.parse(bytes);
  // The first 48 bits of the id are the milliseconds of its birth.
  const receivedAt = new Date(Number(`0x${id.slice(0, 8)}${id.slice(9, 13)}`)).toISOString();
  const addresses = (all: readonly (Address | undefined)[]) => all.map((address) => address?.address ?? '').join(', ');
  return {
    id,
    receivedAt,
    from: addresses([from]),
    to: addresses(to ?? []),
    subject: subject ?? '',
    text: text ?? '',
    html: html ?? '',
    links: linksOf(text ?? ''),
  };
}

const linksOf = (text: string): string[] => [...new Set(text.match(/https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)]/g) ?? [])];
