import { addSeconds, type Clock } from '../platform/clock.js';
import type { Company } from '../platform/context.js';
import { type Db, type Pool, withCompany } from '../platform/database.js';
import { planRetry } from './domain/plan-retry.js';
import type { MailTransport, OutgoingMail, SendOutcome } from './mail-transport.port.js';
import {
  type ClaimedMessage,
  claimMessage,
  markDataStarted,
  postponeDueMessages,
  saveOutcome,
  toCheckAfterCrash,
} from './store.pg.js';

export type SendingOptions = {
  readonly pool: Pick<Pool, 'db'>;
  readonly company: Company;
  readonly clock: Clock;
  readonly transport: MailTransport;
  /** Address the messages come from; the name beside it is the company's. */
  readonly from: string;
  /** Its host makes the message ids unique in the world. */
  readonly publicUrl: string;
};

/** A round is short so that the worker gets back to its other work. */
const MESSAGES_A_ROUND = 20;
/** A sender that stops before the content leaves gives the message back after this. */
const CLAIM_SECONDS = 120;
/** A sender that stops while the content leaves: after this, nobody knows, and a person looks. */
const CONTENT_SECONDS = 600;
const DOWN_SECONDS = 30;

/**
 * Send what is due of one company, oldest first; answers how many messages were handled.
 *
 * The network is outside every transaction, so each message is a small state machine: claimed, `data_started`
 * (committed before the content leaves), then one of `sent`, `deferred`, `failed`, `to_check`. Whenever the process
 * dies, a message is sent again only when it cannot have been delivered: each arrives at most once.
 */
export async function sendDueMessages(options: SendingOptions): Promise<number> {
  const { pool, company, clock } = options;
  const { companyId } = company;
  const inTransaction = <T>(work: (at: { db: Db; companyId: string; clock: Clock }) => Promise<T>): Promise<T> =>
    withCompany(pool.db, companyId, (db) => work({ db, companyId, clock }));

  let handled = await inTransaction(toCheckAfterCrash);
  for (let count = 0; count < MESSAGES_A_ROUND; count += 1) {
    const message = await inTransaction((at) => claimMessage(at, CLAIM_SECONDS));
    if (message === null) return handled;
    handled += 1;

    let contentStarted = false;
    let isStillMine = true;
    const outcome = await options.transport.send(mailOf(message, options), async () => {
      isStillMine = await inTransaction((at) => markDataStarted(at, message, CONTENT_SECONDS));
      contentStarted = isStillMine;
      return isStillMine;
    });
    if (!isStillMine) continue;
    await inTransaction((at) => saveOutcome(at, message, fateOf(message, outcome, contentStarted, clock)));
    if (outcome.kind === 'unreachable' && !contentStarted) {
      // One message finds out that the server is down; the others wait instead of trying each.
      await inTransaction((at) => postponeDueMessages(at, DOWN_SECONDS));
      return handled;
    }
  }
  return handled;
}

function mailOf(message: ClaimedMessage, { company, from, publicUrl }: SendingOptions): OutgoingMail {
  const { toName, toAddress, subject, text, html, language, queuedAt } = message;
  return {
    messageId: `<${message.messageId}@${new URL(publicUrl).hostname}>`,
    from: { name: company.name, address: from },
    to: { name: toName, address: toAddress },
    subject,
    text,
    html,
    language,
    writtenAt: queuedAt,
  };
}

/** What the outcome of an attempt makes of its message. */
function fateOf({ attempt, queuedAt }: ClaimedMessage, outcome: SendOutcome, contentStarted: boolean, clock: Clock) {
  const now = clock.now();
  const { answer } = outcome;
  if (outcome.kind === 'accepted') return { state: 'sent', answer, nextAttemptAt: now } as const;
  // Cut after the content began: it may have arrived, so it is never sent again by itself.
  if (outcome.kind === 'unreachable' && contentStarted)
    return { state: 'to_check', answer, nextAttemptAt: now } as const;
  const wait =
    outcome.kind === 'refused' && outcome.isPermanent
      ? null
      : planRetry(attempt, (Date.parse(now) - Date.parse(queuedAt)) / 1000);
  if (wait === null) return { state: 'failed', answer, nextAttemptAt: now } as const;
  return { state: 'deferred', answer, nextAttemptAt: addSeconds(now, wait) } as const;
}
