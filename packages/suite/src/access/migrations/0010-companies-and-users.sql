-- Companies of the installation (aziende), their staff and every session. The list of companies is readable without
-- a company context because a request must find its company before it can set one; nothing in it is private.
create table access_company (
  company_id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9-]{2,30}$'),
  name text not null,
  vat_number text not null,
  tax_code text not null,
  -- Names of hosts that belong to the company; a request to another host meets the first company.
  hosts text[] not null default '{}',
  -- Address, contacts, bank, colours: what letterheads and portals show.
  profile jsonb not null,
  -- Dated or simple parameters, e.g. {"metering.self_reading.equal": "confirm"}.
  parameters jsonb not null default '{}',
  created_at timestamptz not null default now()
);
alter table access_company enable row level security;
alter table access_company force row level security;
create policy readable on access_company for select using (true);
create policy writable on access_company for all using (company_id = platform_company()) with check (company_id = platform_company());
grant select, insert, update on access_company to sportello_app;

create table access_user (
  company_id uuid not null references access_company,
  user_id uuid not null,
  user_name text not null check (user_name = lower(user_name)),
  display_name text not null,
  email text not null,
  password_hash text not null,
  roles text[] not null,
  language text not null default 'it' check (language in ('it', 'en')),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (company_id, user_id),
  unique (company_id, user_name)
);
call platform_protect('access_user', 'select, insert, update');

create table access_session (
  company_id uuid not null references access_company,
  session_id uuid not null,
  token_hash text not null,
  audience text not null check (audience in ('staff', 'customer')),
  -- access_user.user_id or portal_accounts_account.account_id.
  actor_id uuid not null,
  user_agent text not null default '',
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  primary key (company_id, session_id),
  unique (company_id, token_hash)
);
create index access_session_actor on access_session (company_id, actor_id) where ended_at is null;
call platform_protect('access_session', 'select, insert, update');
