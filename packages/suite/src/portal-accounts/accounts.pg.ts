import { sql } from 'kysely';
import type { Context } from '../platform/context.js';
import { maybeRow, oneRow, rows } from '../platform/database.js';

type At = Pick<Context, 'db' | 'companyId' | 'clock'>;

export type Account = {
  readonly accountId: string;
  readonly customerId: string;
  readonly userName: string;
  readonly email: string;
  readonly passwordHash: string;
  /** Empty, with an empty hash, when the account has none. */
  readonly securityQuestion: string;
  readonly securityAnswerHash: string;
  readonly language: 'it' | 'en';
  readonly isConfirmed: boolean;
};

type Row = {
  account_id: string;
  customer_id: string;
  user_name: string;
  email: string;
  password_hash: string;
  security_question: string;
  security_answer_hash: string;
  language: 'it' | 'en';
  confirmed_at: string | null;
};

const fromRow = (row: Row): Account => ({
  accountId: row.account_id,
  customerId: row.customer_id,
  userName: row.user_name,
  email: row.email,
  passwordHash: row.password_hash,
  securityQuestion: row.security_question,
  securityAnswerHash: row.security_answer_hash,
  language: row.language,
  isConfirmed: row.confirmed_at !== null,
});

const COLUMNS = sql.raw(
  'account_id, customer_id, user_name, email, password_hash, security_question, security_answer_hash, language, confirmed_at',
);

/** An account that is not disabled, confirmed or not. */
export async function findAccount({ db, companyId }: At, accountId: string): Promise<Account | null> {
  const found = await maybeRow(
    db,
    sql<Row>`select ${COLUMNS} from portal_accounts_account
      where company_id = ${companyId} and account_id = ${accountId} and disabled_at is null`,
  );
  return found && fromRow(found);
}

/** The accounts that what was typed may mean: its user name or its e-mail. */
export async function findAccountsByLogin({ db, companyId }: At, typed: string): Promise<readonly Account[]> {
  const login = typed.trim().toLowerCase();
  const found = await rows(
    db,
    sql<Row>`select ${COLUMNS} from portal_accounts_account
      where company_id = ${companyId} and (user_name = ${login} or lower(email) = ${login}) and disabled_at is null
      order by created_at limit 20`,
  );
  return found.map(fromRow);
}

/** The customer's account that can be used, or the one that waits for its confirmation. */
export async function findAccountOfCustomer({ db, companyId }: At, customerId: string): Promise<Account | null> {
  const found = await maybeRow(
    db,
    sql<Row>`select ${COLUMNS} from portal_accounts_account
      where company_id = ${companyId} and customer_id = ${customerId} and disabled_at is null
      order by confirmed_at nulls last, created_at limit 1`,
  );
  return found && fromRow(found);
}

/**
 * Whether another account holds this user name; until the transaction ends nobody else can take it. An account that was
 * never confirmed and whose link has expired lets its name go: it takes its own id until somebody registers it again.
 */
export async function isUserNameTaken(
  { db, companyId, clock }: At,
  userName: string,
  accountId: string,
): Promise<boolean> {
  const lock = `portal_accounts.user_name ${companyId} ${userName}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(db);
  await sql`
    update portal_accounts_account a set user_name = account_id::text
    where company_id = ${companyId} and user_name = ${userName} and confirmed_at is null and account_id <> ${accountId}
      and not exists (select from portal_accounts_link l
        where l.company_id = a.company_id and l.account_id = a.account_id and l.used_at is null
          and l.expires_at > ${clock.now()})`.execute(db);
  const holder = await maybeRow(
    db,
    sql`select account_id from portal_accounts_account
      where company_id = ${companyId} and user_name = ${userName} and account_id <> ${accountId}`,
  );
  return holder !== null;
}

/** Write an account that is not confirmed yet, new or again. Ask `isUserNameTaken` first. */
export async function saveUnconfirmedAccount(
  { db, companyId }: At,
  account: Omit<Account, 'isConfirmed'>,
): Promise<void> {
  await sql`
    insert into portal_accounts_account (company_id, account_id, customer_id, user_name, email, password_hash,
      security_question, security_answer_hash, language)
    values (${companyId}, ${account.accountId}, ${account.customerId}, ${account.userName}, ${account.email},
      ${account.passwordHash}, ${account.securityQuestion}, ${account.securityAnswerHash}, ${account.language})
    on conflict (company_id, account_id) do update set user_name = excluded.user_name, email = excluded.email,
      password_hash = excluded.password_hash, security_question = excluded.security_question,
      security_answer_hash = excluded.security_answer_hash, language = excluded.language`.execute(db);
}

export async function markConfirmed({ db, companyId, clock }: At, accountId: string): Promise<void> {
  await oneRow(
    db,
    sql`update portal_accounts_account set confirmed_at = ${clock.now()}
      where company_id = ${companyId} and account_id = ${accountId} and confirmed_at is null returning account_id`,
  );
}

export async function savePassword({ db, companyId }: At, accountId: string, passwordHash: string): Promise<void> {
  await sql`update portal_accounts_account set password_hash = ${passwordHash}
    where company_id = ${companyId} and account_id = ${accountId}`.execute(db);
}

export async function saveUserName({ db, companyId }: At, accountId: string, userName: string): Promise<void> {
  await sql`update portal_accounts_account set user_name = ${userName}
    where company_id = ${companyId} and account_id = ${accountId}`.execute(db);
}

export async function saveLanguage({ db, companyId }: At, accountId: string, language: 'it' | 'en'): Promise<void> {
  await sql`update portal_accounts_account set language = ${language}
    where company_id = ${companyId} and account_id = ${accountId}`.execute(db);
}
