-- Billing runs (esecuzioni), their lots and the bills they compute. A bill is keyed by run, supply and period, so that
-- a lot repeated after a crash converges; a final bill is also unique by supply and period.
create table billing_run (
  company_id uuid not null,
  run_id uuid not null,
  number text not null,
  mode text not null check (mode in ('simulation', 'final')),
  commodity text check (commodity in ('electricity', 'gas')),
  period_from date not null,
  period_to_exclusive date not null,
  -- Business day fixed at creation: bills are issued with it whenever the issue happens.
  issue_on date not null,
  due_on date not null,
  state text not null check (state in ('computing', 'paused', 'computed', 'issuing', 'issued', 'cancelled')),
  supply_count int not null,
  created_by text not null,
  created_at timestamptz not null,
  computed_at timestamptz,
  issued_at timestamptz,
  primary key (company_id, run_id),
  unique (company_id, number),
  check (period_from < period_to_exclusive)
);
call platform_protect('billing_run', 'select, insert, update');

create table billing_lot (
  company_id uuid not null,
  run_id uuid not null,
  lot_no int not null,
  supply_ids uuid[] not null,
  state text not null default 'planned' check (state in ('planned', 'computed', 'issued')),
  computed_count int not null default 0,
  parked_count int not null default 0,
  total_cents bigint not null default 0,
  attempts int not null default 0,
  last_error text,
  computed_at timestamptz,
  issued_at timestamptz,
  primary key (company_id, run_id, lot_no),
  foreign key (company_id, run_id) references billing_run
);
call platform_protect('billing_lot', 'select, insert, update');

create table billing_bill (
  company_id uuid not null,
  run_id uuid not null,
  supply_id uuid not null,
  bill_id uuid not null,
  lot_no int not null,
  mode text not null check (mode in ('simulation', 'final')),
  customer_id uuid not null,
  commodity text not null,
  period_from date not null,
  period_to_exclusive date not null,
  -- First day charged by difference against earlier bills (conguaglio); null when nothing is recalculated.
  recalculated_from date,
  -- Last day covered by actual readings when computed: the next bill recalculates after it.
  actual_until date,
  total_cents bigint not null,
  taxable_cents bigint not null,
  vat_cents bigint not null,
  outside_vat_cents bigint not null,
  consumption numeric(14,3) not null,
  consumption_origin text not null check (consumption_origin in ('actual', 'self_reported', 'estimated')),
  -- RatedLine[], where each came from (PackedTraces, read only to explain a bill), VAT per class, and the inputs.
  lines json not null,
  traces json not null,
  should_be_lines json,
  vat json not null,
  snapshot json not null,
  -- SHA-256 over the amounts: simulation and final of the same input are equal.
  amounts_hash text not null,
  -- Issues a person should look at: [{code, severity, facts}].
  issues json not null,
  primary key (company_id, run_id, supply_id),
  unique (company_id, bill_id),
  foreign key (company_id, run_id, lot_no) references billing_lot
);
-- No supply is billed twice for a day by final bills: the periods of its final bills never overlap.
create unique index billing_bill_final_period on billing_bill (company_id, supply_id, period_from) where mode = 'final';
-- The bills of a lot: read by its issue and by the monitor.
create index billing_bill_lot on billing_bill (company_id, run_id, lot_no);
call platform_protect('billing_bill', 'select, insert, delete');

-- A supply that could not be billed in a run, with the reason: the run goes on, a person clears it.
create table billing_parked (
  company_id uuid not null,
  run_id uuid not null,
  supply_id uuid not null,
  lot_no int not null,
  reason text not null,
  facts jsonb not null,
  parked_at timestamptz not null default now(),
  primary key (company_id, run_id, supply_id),
  foreign key (company_id, run_id, lot_no) references billing_lot
);
create index billing_parked_supply on billing_parked (company_id, supply_id);
call platform_protect('billing_parked', 'select, insert, delete');
