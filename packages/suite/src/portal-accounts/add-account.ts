import { assert } from '@sportello/kernel/result';
import type { Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { hashPassword } from '../platform/secrets.js';
import { markConfirmed, saveUnconfirmedAccount } from './accounts.pg.js';
import { normaliseAnswer } from './domain/account-rules.js';

export type NewAccount = {
  readonly customerId: string;
  readonly userName: string;
  readonly email: string;
  readonly password: string;
  readonly securityQuestion: string;
  readonly securityAnswer: string;
  readonly language: 'it' | 'en';
};

/** Add an account that may sign in at once, for the demo company; customers register by themselves. Answers the id. */
export async function addAccount(
  at: Pick<Context, 'db' | 'companyId' | 'clock'>,
  { password, securityAnswer, ...account }: NewAccount,
): Promise<string> {
  const accountId = newId();
  const passwordHash = await hashPassword(password);
  const securityAnswerHash = await hashPassword(normaliseAnswer(securityAnswer));
  const userName = account.userName.toLowerCase();
  const saved = await saveUnconfirmedAccount(at, { ...account, accountId, userName, passwordHash, securityAnswerHash });
  assert(saved, `the user name ${userName} is free`);
  await markConfirmed(at, accountId);
  return accountId;
}
