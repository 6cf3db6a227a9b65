-- The floor under every capability: the application role, row-level security in one call, write keys, outbox,
-- audit trail and shared limits. Every table starts with company_id; the application role never owns one.
do $$ begin
  if not exists (select from pg_roles where rolname = 'sportello_app') then
    create role sportello_app nologin;
  end if;
end $$;
grant usage on schema public to sportello_app;

-- The company of the running transaction; null outside one, so that a forgotten context sees nothing.
create function platform_company() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.company', true), '')::uuid $$;

-- Turn a table into a protected one: forced row-level security both ways, and only the named rights for the app.
create procedure platform_protect(target regclass, rights text) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy company on %s using (company_id = platform_company()) with check (company_id = platform_company())', target);
  execute format('grant %s on %s to sportello_app', rights, target);
end $$;

-- Answers already given, by key of the client: a repeated write is replayed, the same key with another body refused.
create table platform_idempotency (
  company_id uuid not null,
  route text not null,
  actor_id text not null,
  key text not null check (length(key) between 8 and 100),
  body_hash text not null,
  status int,
  -- As text of the answer: a replay is the same bytes.
  answer json,
  created_at timestamptz not null default now(),
  primary key (company_id, route, actor_id, key)
);
call platform_protect('platform_idempotency', 'select, insert, update, delete');

-- Events of the capabilities, written in the transaction of the change and delivered in order by the worker.
create table platform_outbox (
  company_id uuid not null,
  event_id bigint generated always as identity,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  delivered_at timestamptz,
  attempts int not null default 0,
  last_error text,
  -- Due at once, whatever clock the application goes by; set by a failure.
  next_attempt_at timestamptz not null default 'epoch',
  primary key (company_id, event_id)
);
create index platform_outbox_waiting on platform_outbox (company_id, event_id) where delivered_at is null;
call platform_protect('platform_outbox', 'select, insert, update');

-- Who did what, append only. `facts` never holds personal data: ids, codes and names of fields only.
create table platform_audit (
  company_id uuid not null,
  audit_id bigint generated always as identity,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('staff', 'customer', 'system', 'anonymous')),
  actor_id text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  facts jsonb not null default '{}',
  primary key (company_id, audit_id)
);
create index platform_audit_object on platform_audit (company_id, object_kind, object_id, audit_id);
call platform_protect('platform_audit', 'select, insert');

-- Attempts counted in the database so that every process shares the limits.
create table platform_attempt (
  company_id uuid not null,
  scope text not null,
  subject text not null,
  failures int not null,
  window_started_at timestamptz not null,
  blocked_until timestamptz,
  primary key (company_id, scope, subject)
);
call platform_protect('platform_attempt', 'select, insert, update, delete');

-- Background work, one row a job, deleted by the transaction that did it. A job that failed too often stays, failed.
create table platform_job (
  company_id uuid not null,
  job_id bigint generated always as identity,
  kind text not null,
  key text not null,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'failed')),
  attempts int not null default 0,
  last_error text,
  -- Due at once, whatever clock the application goes by; set by a failure.
  run_after timestamptz not null default 'epoch',
  created_at timestamptz not null default now(),
  primary key (company_id, job_id),
  unique (company_id, kind, key)
);
create index platform_job_waiting on platform_job (company_id, run_after, job_id) where state = 'waiting';
call platform_protect('platform_job', 'select, insert, update, delete');
