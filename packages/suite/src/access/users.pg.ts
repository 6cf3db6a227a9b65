import { sql } from 'kysely';
import type { Context, StaffRole } from '../platform/context.js';
import { maybeRow, oneRow } from '../platform/database.js';

type At = Pick<Context, 'db' | 'companyId'>;

export type StaffUser = {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly roles: readonly StaffRole[];
  readonly language: 'it' | 'en';
};

type Row = {
  user_id: string;
  user_name: string;
  display_name: string;
  email: string;
  password_hash: string;
  roles: StaffRole[];
  language: 'it' | 'en';
};

const fromRow = (row: Row): StaffUser => ({
  userId: row.user_id,
  userName: row.user_name,
  displayName: row.display_name,
  email: row.email,
  passwordHash: row.password_hash,
  roles: row.roles,
  language: row.language,
});

const COLUMNS = sql.raw('user_id, user_name, display_name, email, password_hash, roles, language');

/** A user who may sign in; a disabled one is as unknown as one who never was. */
export async function findUserByName({ db, companyId }: At, userName: string): Promise<StaffUser | null> {
  const found = await maybeRow(
    db,
    sql<Row>`select ${COLUMNS} from access_user
      where company_id = ${companyId} and user_name = ${userName.trim().toLowerCase()} and disabled_at is null`,
  );
  return found && fromRow(found);
}

export async function findUser({ db, companyId }: At, userId: string): Promise<StaffUser | null> {
  const found = await maybeRow(
    db,
    sql<Row>`select ${COLUMNS} from access_user
      where company_id = ${companyId} and user_id = ${userId} and disabled_at is null`,
  );
  return found && fromRow(found);
}

export async function insertUser({ db, companyId }: At, user: StaffUser): Promise<void> {
  await sql`
    insert into access_user (company_id, user_id, user_name, display_name, email, password_hash, roles, language)
    values (${companyId}, ${user.userId}, ${user.userName.toLowerCase()}, ${user.displayName}, ${user.email},
      ${user.passwordHash}, ${user.roles}, ${user.language})`.execute(db);
}

export async function savePassword({ db, companyId }: At, userId: string, passwordHash: string): Promise<void> {
  await oneRow(
    db,
    sql`update access_user set password_hash = ${passwordHash}
      where company_id = ${companyId} and user_id = ${userId} returning user_id`,
  );
}
