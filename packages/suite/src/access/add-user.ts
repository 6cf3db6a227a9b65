import type { Context, StaffRole } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { hashPassword } from '../platform/secrets.js';
import { insertUser } from './users.pg.js';

export type NewUser = {
  readonly userName: string;
  readonly displayName: string;
  readonly email: string;
  readonly password: string;
  readonly roles: readonly StaffRole[];
  readonly language: 'it' | 'en';
};

/** Add a staff user with a password that was chosen elsewhere (set-up of a company); answers the id. */
export async function addUser(at: Pick<Context, 'db' | 'companyId'>, { password, ...user }: NewUser): Promise<string> {
  const userId = newId();
  await insertUser(at, { ...user, userId, passwordHash: await hashPassword(password) });
  return userId;
}
