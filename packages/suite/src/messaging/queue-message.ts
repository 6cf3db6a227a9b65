import type { Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { composeMessage, type Values } from './domain/compose-message.js';
import { en, sentences as english } from './messages/en.js';
import { it, sentences as italian } from './messages/it.js';
import { insertMessage } from './store.pg.js';

const WORDS = { it, en };
const SENTENCES = { it: italian, en: english };

export type MessageToQueue = {
  /** Natural key of the cause, e.g. `portal_accounts.confirm_email:<hash>`: the same cause queues once. */
  readonly cause: string;
  readonly template: keyof typeof it;
  readonly language: 'it' | 'en';
  readonly to: { readonly name: string; readonly address: string };
  readonly customerId: string | null;
  readonly values: Values;
};

/** Compose a message and queue it in the transaction of its cause; the sender does the rest. */
export async function queueMessage(
  context: Pick<Context, 'db' | 'company' | 'companyId' | 'clock'>,
  { cause, template, language, to, customerId, values }: MessageToQueue,
): Promise<void> {
  const { company } = context;
  const signature = SENTENCES[language]['messaging.letterhead']
    .replace('{company}', () => company.name)
    .replace('{phone}', () => company.profile.phone);
  const composed = composeMessage(WORDS[language][template], values, { language, company: company.name, signature });
  const messageId = newId();
  const address = { toName: to.name, toAddress: to.address };
  await insertMessage(context, { messageId, cause, template, language, ...address, customerId, ...composed });
}
