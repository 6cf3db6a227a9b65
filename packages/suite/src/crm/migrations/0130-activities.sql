-- Activities (attività): every request and event a person may ask about. Automatic kinds are born new and become
-- fulfilled (evasa) by themselves when their export to the billing side is done (F108, F109).
create table crm_activity (
  company_id uuid not null,
  activity_id uuid not null,
  number text not null,
  kind text not null check (kind in ('registration', 'self_reading', 'personal_data_change')),
  state text not null default 'new' check (state in ('new', 'fulfilled')),
  -- Natural key of the cause: the same event never makes two.
  cause text not null,
  customer_id uuid not null,
  supply_id uuid,
  channel text not null check (channel in ('portal', 'office')),
  facts jsonb not null,
  created_at timestamptz not null default now(),
  fulfilled_at timestamptz,
  primary key (company_id, activity_id),
  unique (company_id, number),
  unique (company_id, cause),
  foreign key (company_id, customer_id) references parties_customer
);
create index crm_activity_recent on crm_activity (company_id, created_at desc);
create index crm_activity_customer on crm_activity (company_id, customer_id, created_at desc);
call platform_protect('crm_activity', 'select, insert, update');
create table crm_counter (
  company_id uuid not null,
  year int not null,
  last int not null,
  primary key (company_id, year)
);
call platform_protect('crm_counter', 'select, insert, update');
