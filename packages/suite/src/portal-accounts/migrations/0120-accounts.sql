-- Customers' access to the portal: the web code printed on the bill, the account, one-time links.
create table portal_accounts_web_code (
  company_id uuid not null,
  -- HMAC of the code: the code itself is only on the bill.
  code_hash text not null,
  customer_id uuid not null,
  invoice_id uuid not null,
  -- Void from this day (180 days after issue) or when a later bill brings a new one.
  expires_on date not null,
  replaced_at timestamptz,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (company_id, code_hash)
);
create index portal_accounts_web_code_customer on portal_accounts_web_code (company_id, customer_id) where replaced_at is null;
call platform_protect('portal_accounts_web_code', 'select, insert, update');

create table portal_accounts_account (
  company_id uuid not null,
  account_id uuid not null,
  customer_id uuid not null,
  user_name text not null check (user_name = lower(user_name)),
  email text not null,
  password_hash text not null,
  -- Both empty when the company does not ask for one.
  security_question text not null,
  security_answer_hash text not null,
  language text not null default 'it' check (language in ('it', 'en')),
  -- Not usable until the e-mail is confirmed.
  confirmed_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (company_id, account_id),
  unique (company_id, user_name),
  foreign key (company_id, customer_id) references parties_customer
);
create unique index portal_accounts_account_customer on portal_accounts_account (company_id, customer_id) where confirmed_at is not null and disabled_at is null;
-- People sign in with their e-mail too.
create index portal_accounts_account_email on portal_accounts_account (company_id, lower(email));
call platform_protect('portal_accounts_account', 'select, insert, update');

create table portal_accounts_link (
  company_id uuid not null,
  token_hash text not null,
  purpose text not null check (purpose in ('confirm_email', 'recover')),
  account_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (company_id, token_hash),
  foreign key (company_id, account_id) references portal_accounts_account
);
create index portal_accounts_link_account on portal_accounts_link (company_id, account_id, purpose);
call platform_protect('portal_accounts_link', 'select, insert, update');
