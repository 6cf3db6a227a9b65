import { sql } from 'kysely';
import { addSeconds } from '../platform/clock.js';
import type { Context } from '../platform/context.js';
import { maybeRow, rows } from '../platform/database.js';

type At = Pick<Context, 'db' | 'companyId' | 'clock'>;

export type MessageState = 'queued' | 'data_started' | 'sent' | 'deferred' | 'failed' | 'to_check';
export type QueuedMessage = {
  readonly messageId: string;
  readonly cause: string;
  readonly template: string;
  readonly language: 'it' | 'en';
  readonly toName: string;
  readonly toAddress: string;
  readonly customerId: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};
/** A message taken for sending. `attempt` is the fencing token: who lost the claim can no longer write. */
export type ClaimedMessage = {
  readonly messageId: string;
  readonly attempt: number;
  readonly language: 'it' | 'en';
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly queuedAt: string;
};

/** Queue a message; the same cause again changes nothing. */
export async function insertMessage({ db, companyId, clock }: At, message: QueuedMessage): Promise<void> {
  const now = clock.now();
  await sql`
    insert into messaging_message (company_id, message_id, cause, template, language, to_name, to_address, customer_id,
      subject, body_text, body_html, next_attempt_at, queued_at)
    values (${companyId}, ${message.messageId}, ${message.cause}, ${message.template}, ${message.language},
      ${message.toName}, ${message.toAddress}, ${message.customerId}, ${message.subject}, ${message.text},
      ${message.html}, ${now}, ${now})
    on conflict (company_id, cause) do nothing`.execute(db);
}

/**
 * Take the message that has waited longest, for `leaseSeconds`: a sender that dies before the content leaves gives it
 * back by itself.
 */
export async function claimMessage({ db, companyId, clock }: At, leaseSeconds: number): Promise<ClaimedMessage | null> {
  const now = clock.now();
  const found = await maybeRow(
    db,
    sql<{
      message_id: string;
      attempts: number;
      language: 'it' | 'en';
      to_name: string;
      to_address: string;
      subject: string;
      body_text: string;
      body_html: string;
      queued_at: string;
    }>`
      update messaging_message set attempts = attempts + 1, next_attempt_at = ${addSeconds(now, leaseSeconds)}
      where company_id = ${companyId} and message_id = (
        select message_id from messaging_message
        where company_id = ${companyId} and state in ('queued', 'deferred') and next_attempt_at <= ${now}
        order by next_attempt_at, message_id limit 1 for update skip locked)
      returning message_id, attempts, language, to_name, to_address, subject, body_text, body_html, queued_at`,
  );
  return (
    found && {
      messageId: found.message_id,
      attempt: found.attempts,
      language: found.language,
      toName: found.to_name,
      toAddress: found.to_address,
      subject: found.subject,
      text: found.body_text,
      html: found.body_html,
      queuedAt: found.queued_at,
    }
  );
}

/** Record, before it happens, that the content leaves now; false when another sender has the message. */
export async function markDataStarted(
  { db, companyId, clock }: At,
  { messageId, attempt }: ClaimedMessage,
  leaseSeconds: number,
): Promise<boolean> {
  const moved = await maybeRow(
    db,
    sql`update messaging_message
      set state = 'data_started', next_attempt_at = ${addSeconds(clock.now(), leaseSeconds)}
      where company_id = ${companyId} and message_id = ${messageId} and attempts = ${attempt}
        and state in ('queued', 'deferred')
      returning message_id`,
  );
  return moved !== null;
}

/** Write the fate of this attempt; nothing when a later attempt or `toCheckAfterCrash` came first. */
export async function saveOutcome(
  { db, companyId, clock }: At,
  { messageId, attempt }: ClaimedMessage,
  outcome: { readonly state: MessageState; readonly answer: string; readonly nextAttemptAt: string },
): Promise<void> {
  await sql`
    update messaging_message set state = ${outcome.state}, last_answer = ${outcome.answer.slice(0, 500)},
      next_attempt_at = ${outcome.nextAttemptAt},
      sent_at = case when ${outcome.state} = 'sent' then ${clock.now()}::timestamptz end
    where company_id = ${companyId} and message_id = ${messageId} and attempts = ${attempt}
      and state in ('queued', 'deferred', 'data_started')`.execute(db);
}

/** The server is down: what is due waits, without counting as an attempt. */
export async function postponeDueMessages({ db, companyId, clock }: At, seconds: number): Promise<void> {
  const now = clock.now();
  await sql`
    update messaging_message set next_attempt_at = ${addSeconds(now, seconds)}
    where company_id = ${companyId} and state in ('queued', 'deferred') and next_attempt_at <= ${now}`.execute(db);
}

/** Messages whose sender died after the content began to leave: nobody knows whether they arrived. */
export async function toCheckAfterCrash({ db, companyId, clock }: At): Promise<number> {
  const moved = await rows(
    db,
    sql`update messaging_message set state = 'to_check',
        last_answer = 'the sender stopped while the message was leaving'
      where company_id = ${companyId} and state = 'data_started' and next_attempt_at <= ${clock.now()}
      returning message_id`,
  );
  return moved.length;
}
