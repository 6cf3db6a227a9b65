-- Messages to send and their fate. data_started is committed just before the SMTP DATA: a crash after it becomes
-- to_check, shown to people and never resent by itself (a customer gets each message at most once).
create table messaging_message (
  company_id uuid not null,
  message_id uuid not null,
  -- Natural key of the cause: the same cause never queues twice.
  cause text not null,
  template text not null,
  language text not null,
  to_name text not null,
  to_address text not null,
  customer_id uuid,
  subject text not null,
  body_text text not null,
  body_html text not null,
  state text not null default 'queued' check (state in ('queued', 'data_started', 'sent', 'deferred', 'failed', 'to_check')),
  attempts int not null default 0,
  last_answer text,
  next_attempt_at timestamptz not null,
  queued_at timestamptz not null,
  sent_at timestamptz,
  primary key (company_id, message_id),
  unique (company_id, cause)
);
create index messaging_message_waiting on messaging_message (company_id, next_attempt_at) where state in ('queued', 'deferred', 'data_started');
call platform_protect('messaging_message', 'select, insert, update');
